import { renameSync, rmSync } from "node:fs";
import { checkSocketPath, type Running } from "@gatehouse/http/listen.ts";
import type { Announce } from "./announce.ts";
import { allAnswer } from "./answering.ts";
import { type DataDirectory, dataDirectory, makeDataDirectory } from "./data-directory.ts";
import { takeLock } from "./lock.ts";
import { describeStack } from "./outputs.ts";
import { functionEnvironment, groupsOf, type Part } from "./parts.ts";
import type { Settings } from "./settings.ts";
import { type Started, started } from "./started.ts";
import { type World, worldOf } from "./world.ts";
import { writeAtomically } from "./write-atomically.ts";

/**
 * Starts everything in this process, PostgreSQL as its child. Resolves when all parts answer and `outputs.json` is
 * written.
 * @throws with one message; whatever was started is stopped again then.
 */
export const start = async (settings: Settings, announce: Announce): Promise<Running> => {
  const running = started();
  try {
    const data = dataDirectory(settings.GATEHOUSE_DATA_DIR);
    makeDataDirectory(data);
    const lock = await takeLock(data.path, data.lock);
    running.add("the lock", lock.release);
    const world = await worldOf(settings, data);
    openLog(data, settings.GATEHOUSE_LOG);
    for (const warning of world.configuration.warnings) announce.warn(warning);
    await startParts(world, announce, running);
    return running;
  } catch (error) {
    await running.close();
    throw error;
  }
};

const startParts = async (world: World, announce: Announce, running: Started) => {
  const groups = groupsOf(world);
  const parts = groups.flat();
  for (const { place } of parts) if ("socket" in place) checkSocketPath(place.socket);
  Object.assign(process.env, functionEnvironment(world));
  for (const group of groups) await all(group.map((part) => bringUp(part, announce, running)));
  await allAnswer(parts);

  const { configuration, urls, issuer, data } = world;
  const outputs = describeStack(configuration, { urls, issuer, authority: data.authority });
  writeAtomically(data.outputs, `${JSON.stringify(outputs, null, 2)}\n`);
  running.add("outputs.json", async () => rmSync(data.outputs, { force: true }));
  // This clock starts with the process, which reads all sources first.
  announce.ready(outputs, data.log, performance.now());
};

const bringUp = async ({ name, place, start }: Part, announce: Announce, running: Started) => {
  const began = performance.now();
  const { close } = await start();
  running.add(name, close);
  announce.up(name, place, performance.now() - began);
};

/** Waits for all of them even when one fails, so that none comes up after the others were stopped. */
const all = async (starts: readonly Promise<void>[]) => {
  const ends = await Promise.allSettled(starts);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
};

/** What a stack before this one left behind goes: outputs of a system that is not there, and its log but one. */
const openLog = ({ outputs, log, previousLog }: DataDirectory, kind: Settings["GATEHOUSE_LOG"]) => {
  rmSync(outputs, { force: true });
  if (kind === "stdout") return;
  try {
    renameSync(log, previousLog);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  process.env.GATEHOUSE_LOG_FILE = log;
};
