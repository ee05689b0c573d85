import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Access, compareAccess } from "./template-access.ts";

const rules = (allow: readonly string[], deny: readonly string[] = []) => ({ allow, deny });
const nothing = rules([]);
const accessTo = (template: string, allow: readonly string[], deny: readonly string[] = []): Access =>
  compareAccess(template, nothing, rules(allow, deny)).after;

describe("access to a template", () => {
  test.each<[string, string[], string[], string]>([
    ["/trades", ["/trades"], [], "all"],
    ["/trades", ["/trades/*"], [], "none"],
    ["/trades/{id}", ["/trades/*"], [], "all"],
    ["/trades/{id}", ["/trades/?*"], [], "all"],
    ["/trades/{id}", ["*"], [], "all"],
    ["/trades/{id}", ["/trades/?"], [], "some"],
    ["/trades/{id}", ["/trades/?", "/trades/??*"], [], "all"],
    ["/trades/{id}", ["/trades"], [], "none"],
    ["/trades/{id}", ["/trades/*/settlement"], [], "none"],
    ["/trades/{id}/settlement", ["/trades/*/settlement"], [], "all"],
    ["/trades/{id}/settlement", ["/trades/*"], [], "all"],
    ["/trades/{id}", ["/trades/*"], ["/trades/frozen*"], "some"],
    ["/trades/{id}", ["/trades/frozen-*"], ["/trades/frozen*"], "none"],
    ["/trades/{id}", ["/trades/*"], ["/trades/*/x"], "all"],
    ["/trades/{id}", ["/trades/*"], ["/trades/a%40b"], "some"],
    ["/trades/{id}", ["/trades/*"], ["/trades/7/"], "some"],
    ["/trades/{id}", ["/trades/*"], ["*"], "none"],
    // A dot segment never is a parameter, so what names one takes nothing away.
    ["/trades/{id}", ["/trades/*"], ["/trades/.", "/trades/..", "/trades/.;*"], "all"],
    ["/trades/{id}", ["/trades/."], [], "none"],
    ["/trades/{id}", ["/trades/..."], [], "some"],
    ["/files/{path+}", ["/files/*/*"], [], "some"],
    ["/files/{path}", ["/files/*/*"], [], "none"],
    ["/files/{path+}", ["/files/*"], ["/files/*/*"], "some"],
    ["/users/{id}/roles/{role}", ["/users/7/*"], [], "some"],
    ["/trades/{id}/", ["/trades/*"], ["/trades/7"], "some"],
    ["/trades/{id}/", ["/trades/*/"], [], "all"],
  ])("%s under %j without %j: %s", (template, allow, deny, access) => {
    expect(accessTo(template, allow, deny).access).toBe(access);
  });

  test("to some of it is told by a path that is allowed and one that is not", () => {
    expect(accessTo("/trades/{id}", ["/trades/*"], ["/trades/frozen*"])).toEqual({
      access: "some",
      example: "/trades/1",
      exception: "/trades/frozen",
    });
  });
});

describe("a change of access", () => {
  test.each([
    ["none to all", nothing, rules(["/t/*"]), "none", "all", "/t/1", undefined],
    ["all to none", rules(["/t/*"]), nothing, "all", "none", undefined, "/t/1"],
    ["all to all", rules(["/t/*"]), rules(["/t/?*"]), "all", "all", undefined, undefined],
    ["some to other some", rules(["/t/a"]), rules(["/t/b"]), "some", "some", "/t/b", "/t/a"],
    ["a Deny more", rules(["/t/*"]), rules(["/t/*"], ["/t/a"]), "all", "some", undefined, "/t/a"],
    ["a Deny less", rules(["/t/*"], ["/t/a"]), rules(["/t/*"]), "some", "all", "/t/a", undefined],
  ])("%s", (_what, before, after, was, is, gained, lost) => {
    const change = compareAccess("/t/{id}", before, after);
    expect([change.before.access, change.after.access, change.gained, change.lost]).toEqual([was, is, gained, lost]);
  });
});

test("patterns that are too entangled are left undecided, and a few are not", () => {
  const entangled = [..."abcdefghijklmnop"].map((letter) => `/t/*${letter}*`);
  expect(compareAccess("/t/{id}", nothing, rules(["/t/*", ...entangled]))).toMatchObject({
    after: { access: "undecided" },
    gained: "/t/1",
  });
  expect(accessTo("/t/{id}", ["/t/*", ...entangled.slice(0, 3)])).toEqual({ access: "all" });
});

/** All paths of `/t/{id}` over a small alphabet, up to five characters: enough to tell small patterns apart. */
const small = function* words(length: number): Generator<string> {
  if (length === 0) return yield "";
  for (const shorter of words(length - 1)) for (const letter of ["a", "b", "c"]) yield shorter + letter;
  return;
};
const paths = [1, 2, 3, 4, 5].flatMap((length) => [...small(length)]).map((word) => `/t/${word}`);

test("agrees with trying every path", () => {
  const pattern = fc
    .array(fc.constantFrom("a", "b", "*", "?"), { minLength: 1, maxLength: 3 })
    .map((letters) => `/t/${letters.join("")}`);
  const some = fc.record({
    allow: fc.array(pattern, { maxLength: 3 }),
    deny: fc.array(pattern, { maxLength: 2 }),
  });
  const allows = ({ allow, deny }: { allow: string[]; deny: string[] }, path: string) =>
    allow.some((each) => matchesWildcard(each, path)) && !deny.some((each) => matchesWildcard(each, path));
  const seen = new Set<string>();
  fc.assert(
    fc.property(some, some, (before, after) => {
      const { after: access, gained, lost } = compareAccess("/t/{id}", before, after);
      seen.add(access.access);
      const allowed = paths.filter((path) => allows(after, path));
      expect(access.access).toBe(allowed.length === 0 ? "none" : allowed.length === paths.length ? "all" : "some");
      expect(gained !== undefined).toBe(paths.some((path) => allows(after, path) && !allows(before, path)));
      expect(lost !== undefined).toBe(paths.some((path) => allows(before, path) && !allows(after, path)));
      if (access.access === "some")
        expect([allows(after, access.example), allows(after, access.exception)]).toEqual([true, false]);
    }),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual(["all", "none", "some"]);
});
