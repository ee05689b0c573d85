import { expect, test } from "@jest/globals";
import { afterFailure, type FailedSignIns } from "./lock-out.ts";

const now = new Date(1_800_000_000_000);

test("the fifth failure locks for a second, and each further one for twice as long, up to a quarter of an hour", () => {
  let failed: FailedSignIns | undefined;
  const locks: number[] = [];
  for (let failure = 0; failure < 17; failure++) {
    failed = afterFailure(failed, now);
    locks.push((failed.lockedUntil.getTime() - now.getTime()) / 1000);
  }
  expect(locks).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
});
