import { describe, expect, test } from "@jest/globals";
import { matchesWildcard } from "./wildcard.ts";

const api = "arn:aws:execute-api:eu-west-1:123456789012:abc";

describe("a resource pattern over the whole ARN", () => {
  test.each([
    ["prod/GET/*", "prod/GET/a/b/c", true],
    ["prod/GET/*", "prod/GET/", true],
    ["Prod/*/*", "Prod/GET/", true],
    ["prod/*/admin", "prod/GET/x/y/admin", true],
    ["prod/GET/pets*", "prod/GET/petstore", true],
    ["prod/GET/users/*", "prod/GET/users", false],
    ["*/dashboard/*", "prod/GET/dashboard/1", true],
    ["prod/GET/users/?", "prod/GET/users/1", true],
    ["prod/GET/users/?", "prod/GET/users/12", false],
    ["prod/GET/users/?", "prod/GET/users/", false],
    ["prod/GET/users", "prod/GET/users/1", false],
    ["prod/GET/users", "prod/GET/users", true],
    ["prod/GET/a.c", "prod/GET/abc", false],
    ["prod/GET/a.c", "prod/GET/a.c", true],
    ["prod/GET/a+", "prod/GET/aa", false],
    ["prod/GET/a+", "prod/GET/a+", true],
    ["prod/GET/(a|b)", "prod/GET/a", false],
    ["prod/GET/[ab]", "prod/GET/a", false],
    ["prod/GET/Users", "prod/GET/users", false],
    ["prod/get/users", "prod/GET/users", false],
    ["prod/GET/urn:foo:*", "prod/GET/urn:foo:bar", true],
    ["prod/GET/admin", "prod/GET/%61dmin", false],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(matchesWildcard(`${api}/${pattern}`, `${api}/${path}`)).toBe(expected);
  });

  test.each([
    "*",
    "arn:aws:execute-api:*",
    "arn:aws:execute-api:*:*:*",
    "arn:aws:execute-api:eu-west-1:*",
    `${api}/*`,
    `${api}/prod/*/*`,
    "**",
  ])("%s covers every path", (pattern) => {
    expect(matchesWildcard(pattern, `${api}/prod/GET/a/b`)).toBe(true);
  });

  test.each(["", "arn", "arn:aws:execute-api:eu-west-1", `x${api}/*`, `${api}/prod/GET/a`, "arn:aws:s3:*"])(
    "%j does not",
    (pattern) => {
      expect(matchesWildcard(pattern, `${api}/prod/GET/a/b`)).toBe(false);
    },
  );

  test("nothing matches the empty text but stars", () => {
    expect([matchesWildcard("", ""), matchesWildcard("**", ""), matchesWildcard("?", "")]).toEqual([true, true, false]);
  });

  test("a pattern made to backtrack costs no time", () => {
    const started = performance.now();
    expect(matchesWildcard(`${"*a".repeat(256)}*b`, "a".repeat(5_000))).toBe(false);
    expect(matchesWildcard(`${"*a".repeat(256)}*b`, `${"a".repeat(5_000)}b`)).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
