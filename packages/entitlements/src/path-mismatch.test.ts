import { expect, test } from "@jest/globals";
import { pathMismatch } from "./path-mismatch.ts";

test.each<[string, string, number, string | null, string | null]>([
  ["/trades", "/trade", 1, "trades", "trade"],
  ["/trade", "/trades", 1, "trade", "trades"],
  ["/trades", "/users", 1, "trades", "users"],
  ["/trades", "/trades/1", 2, null, "1"],
  ["/trades/1", "/trades", 2, "1", null],
  ["/trades/1", "/trades/", 2, "1", ""],
  ["/trades/", "/trades", 2, "", null],
  ["/trades/*", "/trades", 2, "*", null],
  ["/trades/*", "/users/1", 1, "trades", "users"],
  ["/trades/?", "/trades/12", 2, "?", "12"],
  ["/a/b", "/ab", 1, "a", "ab"],
  ["/ab", "/a/b", 1, "ab", "a"],
  ["/a/b/c", "/a/x/c", 2, "b", "x"],
  ["/trades/*/settlement", "/trades/1", 2, "*/settlement", "1"],
  ["/trades/*/settlement", "/trades/1/notes", 3, "*/settlement", "notes"],
  ["/trades/frozen*", "/trades/1", 2, "frozen*", "1"],
  ["/trades", "/", 1, "trades", ""],
  ["/", "/trades", 1, "", "trades"],
])("%s leaves %s at segment %d", (pattern, path, segment, expected, received) => {
  expect(pathMismatch(pattern, path)).toEqual({ segment, expected, received });
});
