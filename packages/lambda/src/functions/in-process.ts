import type { Code } from "./code.ts";
import { lambdaContext } from "./context.ts";
import type { FunctionLog } from "./function-log.ts";
import { letGo } from "./let-go.ts";
import type { Loaded } from "./load-handler.ts";
import { runHandler } from "./run-handler.ts";

/**
 * Code that runs in this process, as a warm Lambda would: fast, and trusted. A handler that overruns its time is
 * abandoned and not stopped, and one that blocks, exits or throws out of turn does so to the whole process.
 */
export const inProcess = ({ handler, close }: Loaded, arn: string, log: FunctionLog): Code => ({
  run(call, answer) {
    const timer = setTimeout(() => answer.fail(call.expired), call.limit);
    answer.body.once("close", () => clearTimeout(timer));
    void runHandler(handler, call.event, lambdaContext(call), answer);
  },
  async close() {
    const reason = await letGo(close);
    if (reason) log.warn({ arn, reason }, "a function did not let go");
  },
});
