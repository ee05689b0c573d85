import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { matchesRoute, pathsMeet } from "./route-pattern.ts";

describe("a pattern and a route's template have a path in common", () => {
  test.each<[string, string, boolean]>([
    ["/trades", "/trades", true],
    ["/trades", "/trades/", false],
    ["/trades", "/trades/{id}", false],
    ["/trades/*", "/trades", false],
    ["/trades/*", "/trades/{id}", true],
    ["/trades/", "/trades/{id}", false],
    ["/trades/7", "/trades/{id}", true],
    ["/trades/7/x", "/trades/{id}", false],
    ["/trades/a%40b", "/trades/{id}", true],
    ["/trades/*/settlement", "/trades/{id}/settlement", true],
    ["/trades/*/settlements", "/trades/{id}/settlement", false],
    ["/trades?", "/trades/{id}", false],
    ["/trades??", "/trades/{id}", true],
    ["/*", "/trades/{id}", true],
    ["/*", "/", true],
    ["/trdaes/*", "/trades/{id}", false],
    ["/Trades/*", "/trades/{id}", false],
    ["/users/${user.username}/*", "/users/{userId}/roles", true],
    ["/accounts/${user.custom:account}", "/accounts/{id}/orders", false],
    ["/accounts/a-${user.sub}-z", "/accounts/{id}", true],
    ["/accounts/${user.sub}", "/accounts", false],
    ["/files/a/b/c", "/files/{proxy+}", true],
    ["/files/", "/files/{proxy+}", false],
    ["/files/a/b/c", "/files/{proxy}", false],
    ["/anything/at/all", "/{proxy+}", true],
    ["/", "/{proxy+}", false],
    ["/anything/at/all", "/$default", true],
    ["/a{b}", "/{c}", true],
  ])("%s and %s: %s", (resource, template, expected) => {
    expect(pathsMeet(resource, template)).toBe(expected);
  });

  test("exactly where one of the template's paths is covered by the pattern", () => {
    const seen = new Set<boolean>();
    const words = (alphabet: string[], maxLength: number) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength }).map((all) => `/${all.join("")}`);
    fc.assert(
      fc.property(words(["a", "b", "/", "?", "*"], 4), words(["a/", "b/", "{x}/"], 1), (pattern, prefix) => {
        const template = `${prefix}{x}`;
        const isCovered = expanded(template).some((path) => matchesWildcard(pattern, path));
        expect([pattern, template, pathsMeet(pattern, template)]).toEqual([pattern, template, isCovered]);
        seen.add(isCovered);
      }),
      { numRuns: 300 },
    );
    expect(seen.size).toBe(2);
  });
});

/** All segments of up to four characters: a pattern of four pieces tells no others apart. */
const segments = ["a", "b", "c"].flatMap((first) =>
  ["", "a", "b", "c"].flatMap((second) =>
    ["", "a", "b", "c"].flatMap((third) => ["", "a", "b", "c"].map((fourth) => first + second + third + fourth)),
  ),
);

const expanded = (template: string): readonly string[] => {
  const at = template.indexOf("{x}");
  if (at < 0) return [template];
  return segments.flatMap((value) => expanded(template.slice(0, at) + value + template.slice(at + 3)));
};

test.each<["GET" | "*" | "POST" | "HEAD", boolean]>([
  ["GET", true],
  ["*", true],
  ["POST", false],
  ["HEAD", false],
])("a permission of %s speaks of GET: %s", (method, expected) => {
  expect(matchesRoute({ method, resource: "/trades" }, { method: "GET", path: "/trades" })).toBe(expected);
});
