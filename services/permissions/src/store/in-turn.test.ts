import { expect, test } from "@jest/globals";
import { inTurn } from "./in-turn.ts";

const order = async (lines: readonly string[]) => {
  const seen: string[] = [];
  const steps = lines.map((line, index) =>
    inTurn(line, async () => {
      seen.push(`${index} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${index} ends`);
      if (index === 0) throw new Error("failed");
      return index;
    }),
  );
  const results = await Promise.allSettled(steps);
  return { seen, results: results.map((result) => (result.status === "fulfilled" ? result.value : "failed")) };
};

test("one begins when the one before has ended, even by a failure", async () => {
  expect(await order(["a", "a", "a"])).toEqual({
    seen: ["0 begins", "0 ends", "1 begins", "1 ends", "2 begins", "2 ends"],
    results: ["failed", 1, 2],
  });
});

test("other lines do not wait", async () => {
  expect((await order(["a", "b"])).seen).toEqual(["0 begins", "1 begins", "0 ends", "1 ends"]);
});
