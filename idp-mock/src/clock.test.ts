import { expect, test } from "@jest/globals";
import { clockBy } from "./clock.ts";

test("a clock is right until it is set, ahead or behind, and again when it is set back", () => {
  const now = new Date("2026-11-23T10:00:00Z");
  const clock = clockBy(() => now);
  expect([clock(), clock.offset()]).toEqual([now, 0]);
  clock.set(90.5);
  expect([clock(), clock.offset()]).toEqual([new Date("2026-11-23T10:01:30.500Z"), 90.5]);
  clock.set(-3_600);
  expect(clock()).toEqual(new Date("2026-11-23T09:00:00Z"));
  clock.set(0);
  expect(clock()).toEqual(now);
});
