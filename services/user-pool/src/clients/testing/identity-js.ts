import { Worker } from "node:worker_threads";
import type { Acts } from "./identity-js-worker.ts";

/** An application that uses amazon-cognito-identity-js. What its client throws is thrown as `{ code, message }`. */
export interface IdentityJs {
  act<Act extends keyof Acts>(act: Act, ...args: Parameters<Acts[Act]>): Promise<Awaited<ReturnType<Acts[Act]>>>;
  stop(): Promise<unknown>;
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

export const startIdentityJs = (pool: {
  readonly UserPoolId: string;
  readonly ClientId: string;
  readonly endpoint: string;
}): IdentityJs => {
  const worker = new Worker(new URL("./identity-js-worker.ts", import.meta.url), { workerData: pool });
  const waiting = new Map<number, (reply: Reply) => void>();
  worker.on("message", (reply: Reply) => waiting.get(reply.id)?.(reply));
  let next = 0;
  return {
    act: (act, ...args) =>
      new Promise((resolve, reject) => {
        next += 1;
        waiting.set(next, ({ result, error }) => (error ? reject(error) : resolve(result as never)));
        worker.postMessage({ id: next, act, args });
      }),
    stop: () => worker.terminate(),
  };
};
