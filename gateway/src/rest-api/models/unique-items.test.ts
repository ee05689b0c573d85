import { expect, test } from "@jest/globals";
import { areUnique } from "./unique-items.ts";

test.each<[unknown[], boolean]>([
  [[], true],
  [[1, "1", true, null, [], {}, "null", "[]", "{}"], true],
  [[1, 2, 1], false],
  [[null, null], false],
  [["a", "a"], false],
  [
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    false,
  ],
  [[{ a: { c: 1, d: [2] } }, { a: { d: [2], c: 1 } }], false],
  [[{ a: 1 }, { a: "1" }, [["a", 1]]], true],
  [
    [
      [1, 2],
      [2, 1],
    ],
    true,
  ],
  [
    [
      [1, 2],
      [1, 2],
    ],
    false,
  ],
])("the items of %j are unique: %j", (items, unique) => {
  expect(areUnique(items)).toBe(unique);
});
