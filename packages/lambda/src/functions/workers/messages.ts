import type { Call } from "../call.ts";
import type { FunctionFailure } from "../invoke-function.ts";
import type { Ending } from "./exits.ts";

/** What a worker thread is started with. */
export interface ThreadData {
  /** The file that lists the function. */
  readonly file: string;
  /** `path#export`. */
  readonly handler: string;
  /** Whether to tell of the files that are loaded. */
  readonly follow: boolean;
}

/** What a worker thread is told. One event at a time; `taken` asks for the next piece of its answer. */
export type ToThread =
  | { readonly kind: "event"; readonly call: Call }
  | { readonly kind: "taken" }
  | { readonly kind: "close" };

/** What a worker thread tells of itself. After it `crashed` it exits. */
export type OfThread =
  | { readonly kind: "saw"; readonly path: string; readonly stamp: string }
  | { readonly kind: "ready" }
  | { readonly kind: "unloadable"; readonly reason: string }
  | { readonly kind: "crashed"; readonly ending: Ending }
  | { readonly kind: "closed"; readonly reason: string | undefined };

/** How an answer ended. */
export type Last = { readonly kind: "end" } | { readonly kind: "failed"; readonly failure: FunctionFailure };

/**
 * What it tells of an event: that it has it, the pieces of the answer, how that ended, and that the handler is done.
 * Of a handler that does not stream, the end comes with `done`.
 */
export type OfEvent = { readonly requestId: string } & (
  | { readonly kind: "begun" }
  | { readonly kind: "piece"; readonly bytes: Uint8Array }
  | Last
  | { readonly kind: "done"; readonly last: Last | undefined }
);

export type FromThread = OfThread | OfEvent;
