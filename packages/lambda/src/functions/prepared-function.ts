import type { FunctionOutcome, StreamOutcome } from "./invoke-function.ts";

/** One listed function. Events are JSON, times milliseconds. */
export interface PreparedFunction {
  /** Loads it, if nobody has yet. @returns what is wrong with it. */
  load(): Promise<string | undefined>;
  invoke(event: string, timeout: number): Promise<FunctionOutcome>;
  stream(event: string, timeout: number, abort?: AbortSignal): Promise<StreamOutcome>;
  close(): Promise<void>;
}
