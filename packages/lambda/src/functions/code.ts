import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import type { FunctionLog } from "./function-log.ts";
import type { Saw } from "./reload/file-stamp.ts";

/** A function's code, loaded. */
export interface Code {
  /** Runs the handler on an event; what becomes of it is told in the answer alone. */
  run(call: Call, answer: Answer): void;
  /** Lets go of what the code keeps open, in bounded time. */
  close(): Promise<void>;
}

/**
 * Loads a function's code.
 * @param saw hears of the files that it is made of; who listens gets it anew each time, whatever was loaded before.
 * @returns it, or what is wrong with it.
 */
export type LoadCode = (saw?: Saw) => Promise<Code | string>;

/** What code is loaded amid. */
export interface Around {
  /** The file that lists the function. */
  readonly file: string;
  readonly log: FunctionLog;
}
