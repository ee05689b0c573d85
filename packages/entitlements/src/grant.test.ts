import { expect, test } from "@jest/globals";
import { inForce } from "./grant.ts";

test.each<[number | null, number | null, number, boolean]>([
  [null, null, 0, true],
  [10, null, 9, false],
  [10, null, 10, true],
  [null, 20, 19, true],
  [null, 20, 20, false],
  [10, 20, 9, false],
  [10, 20, 10, true],
  [10, 20, 19, true],
  [10, 20, 20, false],
  [20, 10, 15, false],
])("a grant from %s until before %s counts at %s: %s", (startsAt, endsAt, now, counts) => {
  expect(inForce({ startsAt, endsAt }, now)).toBe(counts);
});
