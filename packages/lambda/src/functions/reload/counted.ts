import type { Code } from "../code.ts";

/** Code that knows when nobody waits for an answer of it any more. */
export interface Counted extends Code {
  idle(): Promise<void>;
}

export const counted = (code: Code): Counted => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const done = () => {
    running--;
    if (running === 0) for (const tell of waiting.splice(0)) tell();
  };
  return {
    run(call, answer) {
      running++;
      answer.body.once("close", done);
      code.run(call, answer);
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: code.close,
  };
};
