import { answer } from "./answer.ts";
import { buffered } from "./buffered.ts";
import { callOf } from "./call.ts";
import type { HandlerEntry } from "./entries.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { streamed } from "./streamed.ts";
import type { Versions } from "./versions.ts";

/** A function whose handler runs here. The caller's time runs while its code is loaded, too. */
export const handlerFunction = (entry: HandlerEntry, versions: Versions): PreparedFunction => {
  const begun = (event: string, timeout: number) => {
    const made = answer();
    const call = callOf(entry, event, timeout);
    void versions.current().then((code) => {
      if (typeof code === "string") made.fail({ kind: "unavailable", reason: code });
      else if (!made.body.destroyed) code.run(call, made);
    });
    return { body: made.body, requestId: call.requestId };
  };
  return {
    async load() {
      const code = await versions.current();
      return typeof code === "string" ? code : undefined;
    },
    async invoke(event, timeout) {
      const { body, requestId } = begun(event, timeout);
      return { ...(await buffered(body, timeout)), requestId };
    },
    async stream(event, timeout, abort) {
      const { body, requestId } = begun(event, timeout);
      return { ...(await streamed(body, timeout, abort)), requestId };
    },
    close: versions.close,
  };
};
