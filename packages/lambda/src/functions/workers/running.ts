import type { Answer } from "../answer.ts";
import type { Call } from "../call.ts";
import { type Ending, failureOf } from "./exits.ts";
import type { Last, OfEvent } from "./messages.ts";

/** An event that a worker thread was sent. */
export interface Running {
  hear(message: OfEvent): void;
  lose(ending: Ending): void;
}

/** What an event asks of its thread. */
export interface Port {
  /** Asks for the next piece of the answer. */
  next(): void;
  /** Hears that the thread has done with the event, before the answer ends; or how it ended without having got it. */
  freed(lost?: Ending): void;
}

export const running = ({ requestId }: Call, answer: Answer, { next, freed }: Port): Running => {
  let begun = false;
  const finish = (last: Last | undefined) => {
    if (last?.kind === "end") answer.end();
    if (last?.kind === "failed") answer.fail(last.failure);
  };
  return {
    hear(message) {
      // What a handler still writes after its end is of an earlier event.
      if (message.requestId !== requestId) return;
      if (message.kind === "begun") begun = true;
      else if (message.kind === "piece") answer.write(message.bytes, next);
      else if (message.kind === "done") {
        freed();
        finish(message.last);
      } else finish(message);
    },
    lose(ending) {
      freed(begun ? undefined : ending);
      if (begun) answer.fail(failureOf(ending, requestId));
    },
  };
};
