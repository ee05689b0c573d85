import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";

/** A function's code, loaded. */
export interface Code {
  /** Runs the handler on an event; what becomes of it is told in the answer alone. */
  run(call: Call, answer: Answer): void;
  /** Lets go of what the code keeps open, in bounded time. */
  close(): Promise<void>;
}

/** Loads a function's code. @returns it, or what is wrong with it. */
export type LoadCode = () => Promise<Code | string>;
