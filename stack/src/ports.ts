import { createServer } from "node:net";
import { CannotStart } from "@gatehouse/http/main.ts";

/** Ports by the variables that ask for them; undefined for one that is not wanted. */
type Asked = Readonly<Record<string, number | undefined>>;

/**
 * The ports to listen on, by the variables that ask for them: each the one asked for, or for 0 one that is free.
 * Nothing listens yet, so that all that is in the way can be told at once, before anything is started.
 * @throws {CannotStart} naming each port that cannot be had, and its variable.
 */
export const choosePorts = async <Ports extends Asked>(asked: Ports): Promise<Ports> => {
  const wanted = Object.entries(asked).filter((entry): entry is [string, number] => entry[1] !== undefined);
  const fixed = wanted.filter(([, port]) => port !== 0);
  const faults = [...sharedPorts(fixed), ...(await takenPorts(fixed))];
  if (faults.length > 0) throw new CannotStart(`a port cannot be had:\n${faults.join("\n")}`);
  const chosen = new Set(fixed.map(([, port]) => port));
  const picked: Record<string, number> = {};
  for (const [variable] of wanted.filter(([, port]) => port === 0)) {
    picked[variable] = await freePort(chosen);
    chosen.add(picked[variable]);
  }
  return { ...asked, ...picked };
};

const sharedPorts = (fixed: readonly [string, number][]) =>
  fixed.flatMap(([variable, port], index) => {
    const other = fixed.slice(0, index).find(([, earlier]) => earlier === port);
    return other ? [`  ${variable} and ${other[0]} are both ${port}: choose another one for either`] : [];
  });

const takenPorts = async (fixed: readonly [string, number][]) => {
  const problems = await Promise.all(fixed.map(([, port]) => problemWith(port)));
  return fixed.flatMap(([variable, port], index) => {
    const problem = problems[index];
    return problem ? [`  ${port} ${problem}, or set ${variable} to another port (0 picks a free one)`] : [];
  });
};

/**
 * Systems hand out ports from 32768 on (49152 on macOS) to connections that go out, and one picked from there could be
 * given away between now and its use; below 20000 there are too many that have an owner by custom.
 */
const range = { from: 20_000, to: 32_000 };

const freePort = async (taken: ReadonlySet<number>): Promise<number> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = range.from + Math.floor(Math.random() * (range.to - range.from));
    if (!taken.has(port) && (await problemWith(port)) === undefined) return port;
  }
  throw new CannotStart(`no free port was found between ${range.from} and ${range.to}`);
};

/** Browsers may read `localhost` as either address, so a stranger on the other one would be in the way as well. */
const problemWith = async (port: number) => {
  const answers = await Promise.all(["127.0.0.1", "::1"].map((host) => attempt(host, port)));
  if (answers.includes("EACCES")) return "is not open to this user: start as another user";
  return answers.includes("EADDRINUSE") ? "is in use by another process: stop that one" : undefined;
};

/** The code of the error, where there is one. A machine without IPv6 answers with one that says so. */
const attempt = (host: string, port: number) =>
  new Promise<string | undefined>((resolve) => {
    const probe = createServer();
    probe.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code));
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });
