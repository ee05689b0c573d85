import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { readCursor, writeCursor } from "./cursor.ts";

const scope = { key: randomBytes(32), tenant: "corp", list: "roles", filter: { search: "a" }, now: 1_000_000 };
const cursor = writeCursor(scope, ["trader", "x"]);

describe("a cursor", () => {
  test("goes on where it was written for", () => {
    expect(readCursor(scope, cursor)).toEqual(["trader", "x"]);
    expect(readCursor({ ...scope, now: scope.now + 3_599_999 }, cursor)).toEqual(["trader", "x"]);
  });

  test.each([
    ["another tenant", { tenant: "other" }],
    ["another list", { list: "permissions" }],
    ["another filter", { filter: { search: "b" } }],
    ["no filter", { filter: {} }],
    ["another key", { key: randomBytes(32) }],
    ["an hour later", { now: scope.now + 3_600_000 }],
  ])("is refused for %s", (_case, other) => {
    expect(() => readCursor({ ...scope, ...other }, cursor)).toThrow(/^cursor: expected the cursor/);
  });

  const [content = "", signed = ""] = cursor.split(".");
  const forged = Buffer.from(JSON.stringify([Number.MAX_SAFE_INTEGER, "'; drop table roles; --"])).toString(
    "base64url",
  );
  test.each([
    ["with other content", `${forged}.${signed}`],
    ["with another signature", `${content}.${Buffer.alloc(32).toString("base64url")}`],
    ["without a signature", content],
    ["with a signature cut off", `${content}.${signed.slice(0, -2)}`],
    ["with a third part", `${cursor}.x`],
    ["that is empty", ""],
  ])("is refused %s", (_case, made) => {
    expect(() => readCursor(scope, made)).toThrow(/^cursor: expected the cursor/);
  });
});
