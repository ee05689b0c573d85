import { relative } from "node:path";
import type { Place } from "./answering.ts";
import type { Outputs } from "./outputs.ts";

/** Tells the person at the terminal how the start goes. */
export interface Announce {
  /** A part is up, after so many milliseconds. */
  up(part: string, place: Place, milliseconds: number): void;
  /** Something that may be a mistake and stops nothing. */
  warn(sentence: string): void;
  ready(outputs: Outputs, log: string, milliseconds: number): void;
}

/** Lines for people; colour only where a terminal shows it. */
export const announceOn = (stream: Pick<NodeJS.WriteStream, "write" | "isTTY">): Announce => {
  const painted = (code: number, text: string) =>
    stream.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;
  const row = (name: string, value: string) => `  ${name.padEnd(12)}  ${value}\n`;
  return {
    up: (part, place, milliseconds) => {
      const [where = ""] = Object.values(place);
      stream.write(
        `${painted(32, "✓")} ${row(part, `${shortPath(where).padEnd(36)} ${seconds(milliseconds)}`).trimStart()}`,
      );
    },
    warn: (sentence) => {
      stream.write(`${painted(33, "!")} ${sentence}\n`);
    },
    ready: (outputs, log, milliseconds) => {
      stream.write(`\nGatehouse is ready, after ${seconds(milliseconds)}.\n\n`);
      stream.write(row("gateway", outputs.gateway.url));
      stream.write(row("user pool", `${outputs.userPool.endpoint}  ${painted(2, outputs.userPool.id)}`));
      const { https } = outputs.userPool;
      if (https) stream.write(row("", `${https.url}  ${painted(2, `trust ${shortPath(https.authority)}`)}`));
      for (const { name, url } of outputs.identityProviders) stream.write(row(name, url));
      stream.write(row("log", shortPath(log)));
      stream.write(`\n${row("Sign in", painted(1, outputs.signIn))}\nCtrl-C stops it; the data stays.\n`);
    },
  };
};

/** A path as it is shortest to write from here; anything else as it is. */
const shortPath = (place: string) => {
  const fromHere = place.startsWith("/") ? relative(process.cwd(), place) : place;
  return fromHere.startsWith("..") ? place : fromHere;
};

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
