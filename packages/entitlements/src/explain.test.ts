import { describe, expect, test } from "@jest/globals";
import { explain } from "./explain.ts";
import type { Grant } from "./grant.ts";
import type { User } from "./variables.ts";
import type { WhyNot } from "./why-not.ts";

const now = Date.parse("2026-06-01T12:00:00Z");
const user: User = { username: "CorpSAML_alice", sub: "", attributes: { "custom:account": "a 1", email: "a@b.c" } };

const grant = (permission: string, rule: string, more: Partial<Grant> = {}): Grant => {
  const [effect, method, resource] = rule.split(" ") as [Grant["effect"], string, string];
  return {
    role: "r",
    permission,
    effect,
    method,
    resource,
    via: { kind: "user" },
    startsAt: null,
    endsAt: null,
    ...more,
  };
};

const read = grant("read", "Allow GET /trades/*");
const frozen = grant("frozen", "Deny * /trades/frozen*");

const ask = (grants: readonly Grant[], method = "GET", path = "/trades/1", more = {}) =>
  explain({ grants, request: { method, path }, user, now, ...more });

describe("why a rule does not speak of GET /trades/1", () => {
  test.each<[string, Partial<Grant>, WhyNot[]]>([
    ["Allow POST /trades/*", {}, [{ kind: "method", expected: "POST", received: "GET" }]],
    ["Allow GET /trades", {}, [{ kind: "path", segment: 2, expected: null, received: "1" }]],
    ["Allow GET /trades/2", {}, [{ kind: "path", segment: 2, expected: "2", received: "1" }]],
    ["Deny GET /users/*", {}, [{ kind: "path", segment: 1, expected: "users", received: "trades" }]],
    ["Allow GET /trades/*", { startsAt: now + 1 }, [{ kind: "notYet", startsAt: "2026-06-01T12:00:00.001Z" }]],
    ["Allow GET /trades/*", { endsAt: now }, [{ kind: "ended", endsAt: "2026-06-01T12:00:00.000Z" }]],
    ["Allow GET /trades/${user.custom:account}", {}, [{ kind: "variable", variable: "custom:account", value: "a 1" }]],
    ["Allow GET /trades/${user.custom:desk}", {}, [{ kind: "variable", variable: "custom:desk", value: null }]],
    ["Allow GET /trades/${user.sub}", {}, [{ kind: "variable", variable: "sub", value: "" }]],
    ["Allow GET /trades/${user.email}", {}, [{ kind: "path", segment: 2, expected: "a@b.c", received: "1" }]],
    [
      "Allow POST /x/${user.sub}",
      { endsAt: now - 1 },
      [
        { kind: "method", expected: "POST", received: "GET" },
        { kind: "variable", variable: "sub", value: "" },
        { kind: "path", segment: 1, expected: "x", received: "trades" },
        { kind: "ended", endsAt: "2026-06-01T11:59:59.999Z" },
      ],
    ],
  ])("%s, %j", (rule, more, whyNot) => {
    const { decision, rule: deciding, matched, nearMisses } = ask([grant("p", rule, more)]);
    expect([decision, deciding, matched.rules]).toEqual(["implicitDeny", null, []]);
    expect(nearMisses).toMatchObject({ rules: [{ rule: "p", whyNot }], leftOut: 0 });
  });
});

describe("what speaks of the request", () => {
  test("an Allow counts, and says through what it is held", () => {
    const via = { kind: "group" as const, group: "desk" };
    expect(ask([frozen, { ...read, via }])).toMatchObject({
      decision: "allow",
      rule: "read",
      matched: { rules: [{ rule: "read", role: "r", via, whyNot: [] }] },
      nearMisses: { rules: [{ rule: "frozen", whyNot: [{ kind: "path", segment: 2 }] }] },
    });
  });

  test("an Allow that a Deny overrides says so, and the Deny comes first", () => {
    expect(ask([read, frozen], "GET", "/trades/frozen-1")).toMatchObject({
      decision: "explicitDeny",
      rule: "frozen",
      matched: {
        rules: [
          { rule: "frozen", whyNot: [] },
          { rule: "read", whyNot: [{ kind: "overridden", by: "frozen" }] },
        ],
      },
    });
  });

  test.each(["/trades/fr%40zen", "/trades/fr@zen/"])("a Deny counts in another spelling: %s", (path) => {
    expect(ask([read, grant("odd", "Deny GET /trades/fr@zen")], "GET", path)).toMatchObject({
      decision: "explicitDeny",
      rule: "odd",
      matched: {
        rules: [
          { rule: "odd", whyNot: [] },
          { rule: "read", whyNot: [{ kind: "overridden", by: "odd" }] },
        ],
      },
    });
  });

  test("a Deny with a variable that has no value counts for whatever it could be", () => {
    expect(ask([read, grant("d", "Deny GET /trades/${user.sub}")])).toMatchObject({
      decision: "explicitDeny",
      rule: "d",
    });
    expect(ask([read, grant("d", "Deny GET /trades/${user.email}")])).toMatchObject({
      decision: "allow",
      rule: "read",
    });
  });

  test.each([
    ["/trades/./1", "a dot segment"],
    ["/trades//1", "an empty segment"],
    ["/trades/%31", "an encoded unreserved character"],
  ])("a path that may mean another meets a rule of its own: %s", (path, rule) => {
    expect(ask([read], "GET", path)).toMatchObject({
      decision: "explicitDeny",
      rule,
      matched: {
        rules: [
          { rule, kind: "path", effect: "Deny" },
          { rule: "read", whyNot: [{ kind: "overridden", by: rule }] },
        ],
      },
    });
  });

  test("a change without a same-origin proof meets one too, and with it does not", () => {
    const settle = grant("settle", "Allow POST /trades/*");
    const rule = "no same-origin proof";
    expect(ask([settle], "POST", "/trades/1", { proven: false })).toMatchObject({
      decision: "explicitDeny",
      matched: {
        rules: [
          { rule, kind: "origin" },
          { rule: "settle", whyNot: [{ kind: "overridden", by: rule }] },
        ],
      },
    });
    expect(ask([settle], "POST", "/trades/1").matched.rules).toMatchObject([{ rule: "settle", whyNot: [] }]);
    expect(ask([read], "GET", "/trades/1", { proven: false }).matched.rules).toMatchObject([{ rule: "read" }]);
  });

  test("a path that cannot be named in a policy that had to be narrowed is refused in vain of its Allow", () => {
    const many = Array.from({ length: 200 }, (_, index) => grant(`p${index}`, `Allow GET /things/${index}/parts/*`));
    const { decision, matched, narrowed } = ask([read, ...many], "GET", "/trades/x*y");
    expect([decision, matched.rules[0]?.whyNot]).toEqual(["implicitDeny", [{ kind: "unnameable", because: narrowed }]]);
    expect(ask([read], "GET", "/trades/x*y").decision).toBe("allow");
  });
});

describe("permissions that the user does not hold", () => {
  const unheld = { permission: "other", effect: "Allow", method: "GET", resource: "/trades/*" } as const;

  test("are told of where they would match, with the roles that hold them", () => {
    const given = [
      { ...unheld, roles: ["a", "b"] },
      { ...unheld, permission: "far", resource: "/users/*", roles: ["a"] },
    ];
    expect(ask([], "GET", "/trades/1", { unheld: given }).nearMisses).toMatchObject({
      rules: [{ rule: "other", whyNot: [{ kind: "notHeld", roles: ["a", "b"], leftOut: 0 }] }],
      leftOut: 0,
    });
  });

  test("name ten roles and count the others", () => {
    const roles = Array.from({ length: 12 }, (_, index) => `role-${index}`);
    const { rules } = ask([], "GET", "/trades/1", { unheld: [{ ...unheld, roles }] }).nearMisses;
    expect(rules[0]?.whyNot).toEqual([{ kind: "notHeld", roles: roles.slice(0, 10), leftOut: 2 }]);
  });
});

test("the nearest miss comes first, fifty are told of, and the others are counted", () => {
  const far = Array.from({ length: 60 }, (_, index) => grant(`far-${index}`, `Allow POST /x/${index}`));
  const near = [
    grant("deep", "Allow GET /trades/2"),
    grant("method", "Allow POST /trades/1"),
    grant("shallow", "Allow GET /users/1"),
  ];
  const { rules, leftOut } = ask([...far, ...near]).nearMisses;
  expect(rules.slice(0, 3).map(({ rule }) => rule)).toEqual(["method", "deep", "shallow"]);
  expect([rules.length, leftOut]).toEqual([50, 13]);
});
