import { describe, expect, test } from "@jest/globals";
import { administers, authorityOf, firstBeyond, firstDenied, hinders, type TimedRule } from "./authority.ts";

const now = 1_000;
const rule = (text: string, times: { startsAt?: number; endsAt?: number } = {}): TimedRule => {
  const [effect, method, resource] = text.split(" ") as ["Allow" | "Deny", string, string];
  return { effect, method, resource, startsAt: null, endsAt: null, ...times };
};
const rules = (...texts: string[]) => texts.map((text) => rule(text));

describe("what a caller may give", () => {
  test.each<[string, string[], string[], string, string[], boolean]>([
    ["what he is allowed", ["Allow GET /trades/*"], [], "Allow GET /trades/1", [], true],
    ["all that he is allowed", ["Allow * /*"], [], "Allow * /*", [], true],
    ["no more", ["Allow GET /trades/*"], [], "Allow GET /*", [], false],
    ["no other method", ["Allow GET /trades/*"], [], "Allow POST /trades/1", [], false],
    ["not every method for one", ["Allow GET /trades/*"], [], "Allow * /trades/1", [], false],
    ["nothing by nothing", [], [], "Allow GET /trades/1", [], false],
    ["nothing by a Deny", ["Deny GET /trades/*"], [], "Allow GET /trades/1", [], false],
    ["what is delegated", [], ["Allow GET /trades/*"], "Allow GET /trades/*", [], true],
    ["no more than is delegated", [], ["Allow GET /trades/*"], "Allow GET /*", [], false],
    ["a variable that is delegated", [], ["Allow GET /a/${user.sub}"], "Allow GET /a/${user.sub}", [], true],
    ["no variable of his own", ["Allow GET /a/${user.sub}"], [], "Allow GET /a/${user.sub}", [], false],
    ["any value where he has all", ["Allow GET /a/*"], [], "Allow GET /a/${user.sub}", [], true],
    ["not around his own Deny", ["Allow * /*", "Deny * /frozen*"], [], "Allow GET /*", [], false],
    ["beside his own Deny", ["Allow * /*", "Deny * /frozen*"], [], "Allow GET /trades", [], true],
    ["with his own Deny", ["Allow * /*", "Deny * /frozen*"], [], "Allow GET /*", ["Deny * /frozen*"], true],
    ["with a wider Deny", ["Allow * /*", "Deny * /frozen*"], [], "Allow GET /*", ["Deny * /f*"], true],
    ["not with a narrower Deny", ["Allow * /*", "Deny * /frozen*"], [], "Allow GET /*", ["Deny GET /frozen*"], false],
    ["no delegation around his own Deny", ["Deny * /frozen*"], ["Allow GET /*"], "Allow GET /*", [], false],
    ["not another spelling of his Deny", ["Allow * /*", "Deny * /a@b"], [], "Allow GET /a%40b", [], false],
    [
      "not with a Deny for one's own",
      ["Allow * /*", "Deny * /${user.sub}"],
      [],
      "Allow * /*",
      ["Deny * /${user.sub}"],
      false,
    ],
  ])("%s", (_case, held, delegated, given, along, may) => {
    const authority = authorityOf({ held: rules(...held), delegated: rules(...delegated) }, { now, until: null });
    expect(firstBeyond(authority, [rule(given)], rules(...along)) === undefined).toBe(may);
  });

  test.each<[string, object, number | null, boolean]>([
    ["for good by what is for good", {}, null, true],
    ["for a time by what is for good", {}, 2_000, true],
    ["for as long", { endsAt: 2_000 }, 2_000, true],
    ["no longer", { endsAt: 2_000 }, 2_001, false],
    ["not for good by what ends", { endsAt: 2_000 }, null, false],
    ["nothing by what is over", { endsAt: 1_000 }, 1_000, false],
    ["nothing by what is to come", { startsAt: 1_001 }, null, false],
  ])("%s", (_case, times, until, may) => {
    const authority = authorityOf({ held: [rule("Allow * /*", times)], delegated: [] }, { now, until });
    expect(firstBeyond(authority, [rule("Allow GET /x")], []) === undefined).toBe(may);
  });

  test("a Deny of his own counts before it begins, and not after it has ended", () => {
    const held = (times: object) => [rule("Allow * /*"), rule("Deny * /x", times)];
    const beyond = (times: object) =>
      firstBeyond(authorityOf({ held: held(times), delegated: [] }, { now, until: null }), rules("Allow GET /x"), []);
    expect(beyond({ startsAt: 5_000 })).toBeDefined();
    expect(beyond({ endsAt: 1_000 })).toBeUndefined();
  });
});

describe("taking away a Deny is giving what it denied", () => {
  test.each<[string, string[], string[], string[], boolean]>([
    ["nobody was allowed it", [], ["Allow GET /other"], [], true],
    ["the caller may give all of it", ["Allow * /frozen*"], ["Allow GET /*"], [], true],
    ["the caller may give what remains", ["Allow GET /frozen/1"], ["Allow GET /frozen/1"], [], true],
    ["the caller may give neither", ["Allow GET /trades"], ["Allow GET /*"], [], false],
    ["another Deny says the same", [], ["Allow GET /*"], ["Deny * /f*"], true],
    ["another Deny says less", [], ["Allow GET /*"], ["Deny GET /frozen*"], false],
    ["the caller is denied it himself", ["Allow * /*", "Deny * /frozen/1"], ["Allow GET /*"], [], false],
  ])("%s", (_case, held, allows, denies, may) => {
    const authority = authorityOf({ held: rules(...held), delegated: [] }, { now, until: null });
    const staying = { allows: rules(...allows), denies: rules(...denies) };
    expect(firstDenied(authority, rules("Deny * /frozen*"), staying) === undefined).toBe(may);
  });
});

describe("an administrator", () => {
  test.each([
    ["Allow PUT /users/*/roles/*", true, false],
    ["Allow * /users*", true, false],
    ["Allow * /*", true, false],
    ["Allow GET /users*", false, false],
    ["Allow PUT /users/*/roles/trader", false, false],
    ["Allow PUT /users/${user.username}/roles/*", false, false],
    ["Deny PUT /users/*/roles/*", false, true],
    ["Deny PUT /users/CorpSAML_a/roles/admin", false, true],
    ["Deny * /*", false, true],
    ["Deny * /%75sers/x/roles/y", false, true],
    ["Deny DELETE /users*", false, false],
    ["Deny * /trades/*", false, false],
  ])("%s", (text, makes, keeps) => {
    expect([administers(rule(text)), hinders(rule(text))]).toEqual([makes, keeps]);
  });
});
