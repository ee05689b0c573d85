import { describe, expect, test } from "@jest/globals";
import { etag, readIfMatch, requireMatch } from "./preconditions.ts";

const matches = (header: string | undefined, version: string | undefined) => {
  try {
    requireMatch(readIfMatch(header), version);
    return true;
  } catch (error) {
    return (error as { status: number }).status;
  }
};

test("an ETag is strong", () => expect(etag("42")).toBe('"42"'));

// RFC 9110 13.1.1: strong comparison; `*` is false where there is no current representation.
describe("If-Match", () => {
  test.each([
    [undefined, "42", true],
    ['"42"', "42", true],
    ['"41", "42"', "42", true],
    ["*", "42", true],
    ['"41"', "42", 412],
    ['W/"42"', "42", 412],
    ['""', "42", 412],
    ['"42"', undefined, 412],
    ["*", undefined, 412],
    ["42", "42", 400],
    ['"42', "42", 400],
    ['*, "42"', "42", 400],
    ["", "42", 400],
    ['"4 2"', "42", 400],
  ])("%s, where the version is %s: %s", (header, version, outcome) => {
    expect(matches(header, version)).toBe(outcome);
  });
});
