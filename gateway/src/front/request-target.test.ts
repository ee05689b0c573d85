import { describe, expect, test } from "@jest/globals";
import { hasDotSegment, requestTarget } from "./request-target.ts";

describe("a request-target is read without a byte being changed", () => {
  test.each([
    ["/", "/", ""],
    ["/trades", "/trades", ""],
    ["/trades/", "/trades/", ""],
    ["/trades?", "/trades", ""],
    ["/trades?a=1&b=%zz/../x\\y", "/trades", "a=1&b=%zz/../x\\y"],
    ["/a?b?c", "/a", "b?c"],
    ["//trades//1", "//trades//1", ""],
    ["/users/CorpSAML_alice%40example.com/roles", "/users/CorpSAML_alice%40example.com/roles", ""],
    ["/users/CorpSAML_alice@example.com", "/users/CorpSAML_alice@example.com", ""],
    ["/a%2Fb", "/a%2Fb", ""],
    // An authorizer judges the spelling that it is shown; API Gateway shows it as sent.
    ["/trades/%66rozen", "/trades/%66rozen", ""],
    ["/a%2eb", "/a%2eb", ""],
    ["/a%2fb", "/a%2fb", ""],
    ["/a%252e%252e/b", "/a%252e%252e/b", ""],
    ["/z%C3%BCrich", "/z%C3%BCrich", ""],
    ["/%E2%82%AC%E0%A4%85%F0%9F%92%B6", "/%E2%82%AC%E0%A4%85%F0%9F%92%B6", ""],
    ["/a;v=1/b", "/a;v=1/b", ""],
    ["/urn:trade:1", "/urn:trade:1", ""],
    ["/...", "/...", ""],
    ["/.well-known/x", "/.well-known/x", ""],
    ["/a.b/c..d", "/a.b/c..d", ""],
  ])("%s", (target, path, query) => {
    expect(requestTarget(target)).toEqual({ path, query });
  });
});

describe("a request-target that could be read in two ways is refused", () => {
  test.each([
    ["", /origin-form/],
    ["*", /origin-form/],
    ["trades", /origin-form/],
    ["http://gw/trades", /origin-form/],
    ["gw:80", /origin-form/],
    ["/trades#x", /fragment/],
    ["/trades?a#x", /fragment/],
    ["/a b", /control/],
    ["/a\tb", /control/],
    ["/a\x7fb", /control/],
    ["/z\xfcrich", /non-ASCII/],
    ["/a\\b", /backslash/],
    ["/a%", /percent/],
    ["/a%2", /percent/],
    ["/a%zz", /percent/],
    ["/a%00", /control character/],
    ["/a%0d%0aX:y", /control character/],
    ["/a%7F", /control character/],
    ["/a/%c0%ae%C0%AE/b", /UTF-8/],
    ["/a/..%c0%afb", /UTF-8/],
    ["/a/..%c1%9cb", /UTF-8/],
    ["/a/..%e0%80%afb", /UTF-8/],
    ["/a/..%f0%80%80%afb", /UTF-8/],
    ["/.", /dot segment/],
    ["/..", /dot segment/],
    ["/a/../b", /dot segment/],
    ["/a/./b", /dot segment/],
    ["/a/..", /dot segment/],
    ["/a/..;x=1/b", /dot segment/],
    ["/a/..%2fb", /dot segment/],
    ["/a%2F..%2Fb", /dot segment/],
    ["/a/..%5cb", /dot segment/],
    ["/a%5C../b", /dot segment/],
    ["/a/%2e%2e/b", /dot segment/],
    ["/a/.%2E/b", /dot segment/],
  ])("%s", (target, reason) => expect(reasonAgainst(target)).toMatch(reason));
});

test("a request-target that is too long is refused, and one that is just not is read", () => {
  const longest = `/${"a".repeat(10_239)}`;
  expect(reasonAgainst(`${longest}a`)).toMatch(/10241 characters/);
  expect(requestTarget(longest).path).toBe(longest);
});

const reasonAgainst = (target: string) => {
  try {
    requestTarget(target);
    return "none";
  } catch (error) {
    return (error as Error).cause;
  }
};

test.each([
  ["/a/%2e%2e/b", true],
  ["/a/%2E", true],
  ["/a/%2e%2e%2fb", true],
  ["/a/%2e%2e%2e/b", false],
  ["/a.b", false],
])("dot segments are seen through their encoding: %s", (path, expected) => {
  expect(hasDotSegment(path)).toBe(expected);
});
