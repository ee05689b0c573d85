import type { Around, LoadCode } from "./code.ts";
import { lambdaContext } from "./context.ts";
import type { HandlerEntry } from "./entries.ts";
import { letGo } from "./let-go.ts";
import { loadHandler } from "./load-handler.ts";
import { importAnew } from "./reload/import-anew.ts";
import { runHandler } from "./run-handler.ts";

/**
 * Code that runs in this process, as a warm Lambda would: fast, and trusted. A handler that overruns its time is
 * abandoned and not stopped, and one that blocks, exits or throws out of turn does so to the whole process.
 */
export const inProcess =
  ({ arn, handler }: HandlerEntry, { file, log }: Around): LoadCode =>
  async (saw) => {
    const loaded = await loadHandler(file, handler, saw && importAnew(saw));
    if (typeof loaded === "string") return loaded;
    return {
      run(call, answer) {
        const timer = setTimeout(() => answer.fail(call.expired), call.limit);
        answer.body.once("close", () => clearTimeout(timer));
        void runHandler(loaded.handler, call.event, lambdaContext(call), answer);
      },
      async close() {
        const reason = await letGo(loaded.close);
        if (reason) log.warn({ arn, reason }, "a function did not let go");
      },
    };
  };
