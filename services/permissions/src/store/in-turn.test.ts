import { expect, test } from "@jest/globals";
import { inTurn, StillInLine } from "./in-turn.ts";

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
  const { seen } = await order(["a", "b"]);
  expect(seen.slice(0, 2)).toEqual(["0 begins", "1 begins"]);
});

test("who gives up does nothing, and those behind still wait for those before", async () => {
  const seen: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const first = inTurn("a", async () => {
    await gate;
    seen.push("first");
  });
  const second = inTurn("a", async () => seen.push("second"), 1);
  const third = inTurn("a", async () => seen.push("third"));
  await expect(second).rejects.toThrow(StillInLine);
  expect(seen).toEqual([]);
  open();
  await Promise.all([first, third]);
  expect(seen).toEqual(["first", "third"]);
});
