import { openBrowser } from "@gatehouse/browser/browser.ts";
import { loginAs } from "@gatehouse/login-as/login-as.ts";

export interface Outcome {
  /** In milliseconds, in order. */
  readonly signIns: readonly number[];
  readonly peer: readonly number[];
  /** Whether a sign-in's median is within `limit` times the peer's. */
  readonly within: boolean;
}

/** How much more a sign-in may cost than the exchanges and signatures that it consists of. */
export const limit = 40;

const rounds = 20;
const ofARound = 10;

/** No round begins after so many milliseconds. */
const longest = 90_000;

/** Measures both in turns, so that what else the machine does touches them alike; one after the other, not at once. */
export const compare = async ({ outputs, peer }: { outputs: string; peer: string }): Promise<Outcome> => {
  const signIn = () => loginAs("alice@example.com", { outputs, through: "client" });
  const bare = () => exchanges(peer);
  const [signIns, peers]: [number[], number[]] = [[], []];
  const start = performance.now();
  // The first round warms caches, connections and the compiler.
  for (let round = 0; round <= rounds && performance.now() - start < longest; round++) {
    const taken = [await timesOf(signIn), await timesOf(bare)] as const;
    if (round === 0) continue;
    signIns.push(...taken[0]);
    peers.push(...taken[1]);
  }
  const [one, other] = [inOrder(signIns), inOrder(peers)];
  return { signIns: one, peer: other, within: quantile(one, 0.5) <= limit * quantile(other, 0.5) };
};

const inOrder = (times: readonly number[]) => times.toSorted((one, other) => one - other);

/** The time, in milliseconds, within which a part of them was over. @param times in order */
export const quantile = (times: readonly number[], part: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;

const timesOf = async (work: () => Promise<unknown>) => {
  const times: number[] = [];
  for (let done = 0; done < ofARound; done++) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  return times;
};

/** As a sign-in has them: authorize, the identity provider's answer, the assertion consumer service, the tokens. */
const exchanges = async (peer: string) => {
  const browser = openBrowser();
  for (const path of ["/authorize", "/answer", "/acs", "/token"]) {
    const response = await browser.send(peer + path, { method: "POST", body: "x" });
    await response.text();
  }
};
