import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DataDirectory, dataDirectory } from "@gatehouse/stack/data-directory.ts";
import type { Outputs } from "@gatehouse/stack/outputs.ts";
import type { Control } from "./control.ts";
import { startStack, stopStack } from "./stack-process.ts";

/** Breaks the stack that start-target.ts started. */
export const controlOfNpmStart = (outputs: () => Outputs): Control => ({
  // Stopped, not ended: the stack would start a server that has ended again. Connections hang, which is the worse fault.
  stopDatabase: async () => signalDatabase("SIGSTOP"),
  startDatabase: async () => signalDatabase("SIGCONT"),
  restartAll: async (ahead = 0) => {
    const { gateway, userPool, identityProviders } = outputs();
    await stopStack(directory(), "SIGKILL");
    const ports = {
      gateway: new URL(gateway.url).port,
      userPool: new URL(userPool.endpoint).port,
      identityProvider: new URL(identityProviders[0]?.url ?? "").port,
    };
    await startStack(directory(), ports, ahead);
  },
});

const directory = () => {
  const { GATEHOUSE_E2E_DIRECTORY } = process.env;
  if (!GATEHOUSE_E2E_DIRECTORY) throw new Error("GATEHOUSE_E2E_DIRECTORY is not set: start-target.ts did not run");
  return GATEHOUSE_E2E_DIRECTORY;
};

/** The postmaster first, so that it makes no more processes while they are told one by one. */
const signalDatabase = (signal: "SIGSTOP" | "SIGCONT") => {
  const postmaster = postmasterOf(dataDirectory(join(directory(), "data")));
  process.kill(postmaster, signal);
  for (const child of childrenOf(postmaster)) signalIfAlive(child, signal);
};

/** A server's children come and go, the one that was just told to go on among them. */
const signalIfAlive = (pid: number, signal: "SIGSTOP" | "SIGCONT") => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
};

/** The first line of `postmaster.pid` is the id of PostgreSQL's first process. */
export const postmasterOf = ({ database }: DataDirectory): number =>
  Number.parseInt(readFileSync(join(database, "postmaster.pid"), "utf8"), 10);

const childrenOf = (parent: number): readonly number[] =>
  (process.platform === "linux" ? parentsInProc() : parentsFromPs()).flatMap(([pid, itsParent]) =>
    itsParent === parent ? [pid] : [],
  );

type PidAndParent = readonly [number, number];

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: `pid (name) state ppid …`; a name may hold parentheses. */
const parentsInProc = (): PidAndParent[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1);
        return [[Number(pid), Number(afterName?.split(" ")[1])] as const];
      } catch {
        return []; // It has ended meanwhile.
      }
    });

const parentsFromPs = (): PidAndParent[] =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number) as unknown as PidAndParent);
