import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { type KeyPair, selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { replaceOnDisk, textIn } from "./kept-on-disk.ts";
import { commonName, keyPairOnDisk } from "./key-pair-on-disk.ts";
import { publishedIn, type RollOver, rollOver, type Step, stepped } from "./roll-over.ts";

/** The keys of one identity provider. Each is made when it is first needed, since that takes a moment. */
export interface Keys {
  /** It signs with this one. */
  current(): Promise<KeyPair>;
  /** It will sign with this one some day. */
  next(): Promise<KeyPair>;
  /** The certificates in its metadata, PEM; the one that it signs with first. */
  published(): Promise<readonly string[]>;
  /** How far a roll-over is. */
  rollOver(): Promise<RollOver>;
  /** @throws {StepOutOfTurn} for one that is not next */
  step(step: Step): Promise<RollOver>;
}

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Keys that are kept in a folder of their own, each in a file, beside one that says which of them are in use. */
export const keysOnDisk = (folder: string): Keys => {
  const kept = new Map<number, () => Promise<KeyPair>>();
  const keyPair = (number: number) => {
    const found = kept.get(number) ?? once(() => keyPairOnDisk(join(folder, fileOf(number))));
    kept.set(number, found);
    return found();
  };
  const now = () => rollOverIn(join(folder, stateFile));
  let last: Promise<unknown> = Promise.resolve();
  return {
    current: async () => await keyPair((await now()).current),
    next: async () => await keyPair((await now()).current + 1),
    async published() {
      const pairs = await Promise.all(publishedIn(await now()).map(keyPair));
      return pairs.map(({ certificate }) => certificate);
    },
    rollOver: now,
    /** One after the other: of two who announce at the same time, one is told that it is done. */
    step(step) {
      const taken = last.then(async () => await stepOnDisk(folder, stepped(await now(), step)));
      last = taken.catch(() => undefined);
      return taken;
    },
  };
};

const stateFile = "roll-over.json";
const fileOf = (number: number) => (number === 0 ? "signing.pem" : `signing-${number}.pem`);

const rollOverIn = async (file: string): Promise<RollOver> => {
  const text = await textIn(file);
  if (text === undefined) return { current: 0, phase: "at rest" };
  try {
    return rollOver.parse(JSON.parse(text));
  } catch (cause) {
    throw new CannotStart(`${file} does not say how far a roll-over is: restore it, or delete it to begin again`, {
      cause,
    });
  }
};

/** The keys that are needed are there before the file says so; those that are not go afterwards. */
const stepOnDisk = async (folder: string, after: RollOver) => {
  await Promise.all(publishedIn(after).map((number) => keyPairOnDisk(join(folder, fileOf(number)))));
  await replaceOnDisk(join(folder, stateFile), `${JSON.stringify(after)}\n`);
  const oldest = Math.min(...publishedIn(after));
  const gone = (await readdir(folder)).filter((name) => numberOf(name) < oldest);
  await Promise.all(gone.map((name) => rm(join(folder, name), { force: true })));
  return after;
};

const numberOf = (name: string) => {
  const [, number = "0"] = /^signing(?:-(\d+))?\.pem$/.exec(name) ?? [undefined, "Infinity"];
  return Number(number);
};

/** The key of somebody who would like to be taken for an identity provider; it lasts as long as the process. */
export const attackersKey = once(() => selfSigned({ commonName }));
