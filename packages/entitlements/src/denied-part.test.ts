import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { deniesPartOf } from "./denied-part.ts";
import { lenient } from "./raw-path.ts";

test.each<[string, string, boolean]>([
  ["/trades/1", "/trades/*", true],
  ["/trades/1", "/trades/2", false],
  ["/trades/?", "/trades/12", false],
  ["/users/mallory@example.com", "/users/mallory%40example.com", true],
  ["/users/mallory@example.com", "/users/mallory%4?example.com", true],
  ["/users/mallory@example.com", "/users/mallory???example.com/", true],
  ["/users/mallory@example.com", "/users/alice%40example.com", false],
  ["/users/mallory@example.com", "/users/alice@example.com/*", false],
  ["/roles", "/roles/", true],
  ["/roles/", "/roles", true],
  ["/roles", "/roles/*", true],
  ["/roles", "/roles/?", false],
  ["/a/?", "/a/%C3%A9", true],
  ["/a/${user.email}", "/a/b%40c/", true],
  ["/a@b", "/${user.email}/", true],
  ["*", "/a", true],
])("a Deny of %s refuses some of %s: %s", (deny, scope, part) => {
  expect(deniesPartOf({ method: "*", resource: deny }, { method: "GET", resource: scope })).toBe(part);
});

test("a Deny of another method refuses nothing", () => {
  expect(deniesPartOf({ method: "PUT", resource: "/a" }, { method: "GET", resource: "/a/" })).toBe(false);
  expect(deniesPartOf({ method: "GET", resource: "/a" }, { method: "*", resource: "/a/" })).toBe(true);
});

test("whatever request a Deny refuses, it is known to refuse part of each pattern for it", () => {
  const parts = fc.array(
    fc.tuple(fc.constantFrom("a", "@", "/", "/a", "%40", "%C3%A9", ":"), fc.constantFrom("", "", "", "*", "?")),
    { maxLength: 5 },
  );
  const pattern = (all: [string, string][]) =>
    `/${all.map(([part, opened]) => (opened === "?" ? "?".repeat(part.length) : opened === "*" ? "*" : part)).join("")}`;
  let refused = 0;
  fc.assert(
    fc.property(parts, parts, fc.boolean(), (all, other, same) => {
      const path = `/${all.map(([part]) => part).join("")}`;
      const deny = same ? lenient(pattern(all.map(([part], at) => [part, other[at]?.[1] ?? ""]))) : pattern(other);
      if (!matchesWildcard(deny, path) && !matchesWildcard(lenient(deny), lenient(path))) return;
      refused++;
      const scope = { method: "GET", resource: pattern(all) };
      expect([deny, scope, deniesPartOf({ method: "*", resource: deny }, scope)]).toEqual([deny, scope, true]);
    }),
    { numRuns: 4_000 },
  );
  expect(refused).toBeGreaterThan(500);
});
