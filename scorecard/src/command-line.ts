import { parseArgs } from "node:util";
import { CannotStart } from "@gatehouse/http/main.ts";

export interface CommandLine {
  /** Compare with the document instead of writing it. */
  readonly check: boolean;
  /** A file that describes another service provider; undefined: the user pool. */
  readonly serviceProvider: string | undefined;
  /** Where the document is written, or is to be found. */
  readonly output: string | undefined;
  /** So many faults are tried at the same time. */
  readonly atOnce: number;
  /** Times are told and not judged. */
  readonly untimed: boolean;
}

/** @throws {CannotStart} for what is no option of `npm run scorecard` */
export const readCommandLine = (words: readonly string[]): CommandLine => {
  const { check, untimed, output, ...values } = parsed(words);
  const atOnce = Number(values["at-once"] ?? 1);
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 32)
    throw new CannotStart(`--at-once: expected a number from 1 to 32, received ${values["at-once"]}`);
  return { check, untimed, output, atOnce, serviceProvider: values["service-provider"] };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean", default: false },
        untimed: { type: "boolean", default: false },
        output: { type: "string" },
        "at-once": { type: "string" },
        "service-provider": { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new CannotStart((error as Error).message, { cause: error });
  }
};
