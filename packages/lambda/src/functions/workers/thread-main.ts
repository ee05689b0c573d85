// The main file of a worker thread: loads one handler and runs it on one event after the other.
import { parentPort, workerData } from "node:worker_threads";
import { streamingOf } from "../awslambda.ts";
import type { Call } from "../call.ts";
import { lambdaContext } from "../context.ts";
import { letGo } from "../let-go.ts";
import { type Loaded, loadHandler } from "../load-handler.ts";
import { importAnew } from "../reload/import-anew.ts";
import { runHandler } from "../run-handler.ts";
import { type Ending, uncaught, unhandled } from "./exits.ts";
import type { FromThread, Last, ThreadData, ToThread } from "./messages.ts";

const tell = (message: FromThread, transferred: ArrayBuffer[] = []) => parentPort?.postMessage(message, transferred);

const crash = (ending: Ending, code: number) => {
  tell({ kind: "crashed", ending });
  process.exit(code);
};
process.on("uncaughtException", (error) => crash(uncaught(error), 129));
process.on("unhandledRejection", (reason) => crash(unhandled(reason), 128));

let taken = () => {};

const run = async ({ handler }: Loaded, call: Call) => {
  const { requestId } = call;
  const streams = streamingOf(handler) !== undefined;
  let last: Last | undefined;
  const finish = (how: Last) => {
    if (streams) tell({ requestId, ...how });
    else last = how;
  };
  tell({ kind: "begun", requestId });
  await runHandler(handler, call.event, lambdaContext(call), {
    write(bytes, next) {
      taken = next;
      // A copy of its own, which can be handed over: small buffers share their memory with others.
      const piece = new Uint8Array(bytes);
      tell({ kind: "piece", requestId, bytes: piece }, [piece.buffer]);
    },
    end: () => finish({ kind: "end" }),
    fail: (failure) => finish({ kind: "failed", failure }),
  });
  tell({ kind: "done", requestId, last });
};

const serve = (loaded: Loaded) => async (message: ToThread) => {
  switch (message.kind) {
    case "event":
      return run(loaded, message.call);
    case "taken":
      return taken();
    case "close":
      return tell({ kind: "closed", reason: await letGo(loaded.close) });
  }
};

const { file, handler, follow } = workerData as ThreadData;
const following = follow ? importAnew((path, stamp) => tell({ kind: "saw", path, stamp })) : undefined;
const loaded = await loadHandler(file, handler, following);
if (typeof loaded === "string") tell({ kind: "unloadable", reason: loaded });
else {
  parentPort?.on("message", serve(loaded));
  tell({ kind: "ready" });
}
