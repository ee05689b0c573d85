import { evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { describe, expect, test } from "@jest/globals";
import { decide } from "./decide.ts";
import type { Grant } from "./grant.ts";
import { parseMethodArn } from "./method-arn.ts";
import type { User } from "./variables.ts";

const stageArn = "arn:aws:execute-api:us-east-1:000000000000:gatehouse0/local";

const grant = (permission: string, effect: Grant["effect"], method: string, resource: string): Grant => ({
  role: "trader",
  permission,
  effect,
  method,
  resource,
  via: { kind: "user" },
  startsAt: null,
  endsAt: null,
});

const now = Date.UTC(2026, 10, 27, 12);
const alice: User = { username: "CorpSAML_alice@example.com", sub: "s-1", attributes: { "custom:account": "A-17" } };

const list = grant("list", "Allow", "GET", "/trades");
const read = grant("read", "Allow", "GET", "/trades/*");
const settle = grant("settle", "Allow", "POST", "/trades/*/settlement");
const roles = grant("roles", "Allow", "*", "/users/*/roles/*");
const frozen = grant("frozen", "Deny", "*", "/trades/frozen*");
const mallory = grant("mallory", "Deny", "GET", "/users/mallory@example.com/roles");
const everything = grant("everything", "Allow", "*", "/*");
const trader = [list, read, settle, frozen];

const ask = (grants: Grant[], method: string, path: string, { proven = true, user = alice } = {}) =>
  decide({ grants, request: parseMethodArn(`${stageArn}/${method}${path}`), proven, user, now });

/** What a gateway makes of the answer, for any request. */
const asGateway = (document: unknown, method: string, path: string) =>
  evaluate(parsePolicy(document), { action: "execute-api:Invoke", resource: `${stageArn}/${method}${path}` }).decision;

describe("the decision", () => {
  test.each<[Grant[], string, string, string, string | undefined]>([
    [trader, "GET", "/trades", "allow", "list"],
    [trader, "GET", "/trades/1", "allow", "read"],
    [trader, "GET", "/trades/a:b/c", "allow", "read"],
    [trader, "POST", "/trades/1/settlement", "allow", "settle"],
    [trader, "POST", "/trades/1", "implicitDeny", undefined],
    [trader, "DELETE", "/trades/1", "implicitDeny", undefined],
    [trader, "GET", "/trade", "implicitDeny", undefined],
    [trader, "GET", "/", "implicitDeny", undefined],
    [trader, "GET", "/trades/frozen-1", "explicitDeny", "frozen"],
    [trader, "POST", "/trades/frozen-1/settlement", "explicitDeny", "frozen"],
    [[frozen, ...trader], "GET", "/trades/frozen-1", "explicitDeny", "frozen"],
    [[roles], "PUT", "/users/a/roles/b", "allow", "roles"],
    [[everything], "GET", "/", "allow", "everything"],
    [[everything], "PATCH", "/a/b/c", "allow", "everything"],
    [[grant("star", "Allow", "*", "*")], "GET", "/a", "allow", "star"],
    [[], "GET", "/trades", "implicitDeny", undefined],
  ])("of %j on %s %s is %s by %s", (grants, method, path, decision, rule) => {
    const answer = ask(grants, method, path);
    expect([answer.decision, answer.rule]).toEqual([decision, rule]);
    expect(asGateway(answer.document, method, path)).toBe(decision);
  });

  test("names the grants that speak of the request, and no others", () => {
    expect(ask(trader, "GET", "/trades/frozen-1").applied).toEqual([read, frozen]);
  });

  test("names the statement that decided, and none where nothing speaks of the request", () => {
    const { statement } = ask(trader, "GET", "/trades/1");
    expect(statement).toEqual({ effect: "Allow", resources: [expect.stringMatching(/\/GET\/trades\/\*$/)] });
    expect(ask(trader, "GET", "/elsewhere").statement).toBeUndefined();
  });

  test("for any method stays within the resource's path", () => {
    const { document } = ask([grant("roles", "Allow", "*", "/roles")], "GET", "/roles");
    expect(asGateway(document, "POST", "/roles")).toBe("allow");
    expect(asGateway(document, "GET", "/users/1/roles")).toBe("implicitDeny");
  });

  test.each(["trades", "/trades/${context.path}", "/trades/${user}"])("cannot be made with the resource %s", (odd) => {
    expect(() => ask([grant("odd", "Allow", "GET", odd)], "GET", "/trades")).toThrow(/permission odd/);
  });
});

describe("a grant out of force", () => {
  const [started, later, ended] = [{ startsAt: now }, { startsAt: now + 1 }, { endsAt: now }];

  test.each<[string, Grant[], string]>([
    ["a started Allow allows", [{ ...read, ...started, endsAt: now + 1 }], "allow"],
    ["one that starts later does not", [{ ...read, ...later }], "implicitDeny"],
    ["nor one that ended", [{ ...read, ...ended }], "implicitDeny"],
    ["a started Deny denies", [read, { ...grant("no", "Deny", "GET", "/trades/1"), ...started }], "explicitDeny"],
    ["one that starts later does not deny", [read, { ...grant("no", "Deny", "GET", "/trades/1"), ...later }], "allow"],
    ["a Deny that ended does not", [read, { ...grant("no", "Deny", "GET", "/trades/1"), ...ended }], "allow"],
  ])("%s", (_what, grants, decision) => {
    const answer = ask(grants, "GET", "/trades/1");
    expect(answer.decision).toBe(decision);
    expect(asGateway(answer.document, "GET", "/trades/1")).toBe(decision);
  });

  test("appears nowhere, and denies no other spelling either", () => {
    const answer = ask([read, everything, { ...mallory, ...ended }], "GET", "/users/mallory%40example.com/roles");
    expect(answer).toEqual(ask([read, everything], "GET", "/users/mallory%40example.com/roles"));
    expect(ask([everything, mallory], "GET", "/users/mallory%40example.com/roles").decision).toBe("explicitDeny");
  });
});

describe("a variable", () => {
  const own = grant("own", "Allow", "GET", "/accounts/${user.custom:account}/*");
  const notOwn = grant("not-own", "Deny", "*", "/users/${user.username}/roles/*");
  const withAccount = (account: string) => ({ user: { ...alice, attributes: { "custom:account": account } } });

  test.each<[string, string, string | undefined]>([
    ["/accounts/A-17/cash", "allow", "own"],
    ["/accounts/A-18/cash", "implicitDeny", undefined],
    ["/accounts/A-17", "implicitDeny", undefined],
    ["/accounts/${user.custom:account}/cash", "implicitDeny", undefined],
  ])("allows of %s what is the user's own: %s", (path, decision, rule) => {
    const answer = ask([own], "GET", path);
    expect([answer.decision, answer.rule, answer.applied]).toEqual([decision, rule, rule ? [own] : []]);
    expect(asGateway(answer.document, "GET", path)).toBe(decision);
  });

  test.each(["/users/CorpSAML_alice@example.com/roles/x", "/users/CorpSAML_alice%40example.com/roles/x"])(
    "denies %s in every spelling",
    (path) => {
      expect(ask([everything, notOwn], "PUT", path).rule).toBe("not-own");
      const bob = { user: { ...alice, username: "CorpSAML_bob@example.com" } };
      expect(ask([everything, notOwn], "PUT", path, bob).decision).toBe("allow");
    },
  );

  test.each(["*", "?-17", "A-17/../A-18", "A-17*", "", "${user.sub}"])("with the value %j opens nothing", (value) => {
    const { document } = ask([own], "GET", "/accounts/A-17/cash", withAccount(value));
    expect(document.Statement).toEqual([]);
    expect(ask([own], "GET", "/accounts/A-17/cash", withAccount("A-17")).decision).toBe("allow");
  });

  test("without a value denies whatever it could be", () => {
    const locked = grant("locked", "Deny", "GET", "/accounts/${user.custom:locked}/cash");
    expect(ask([everything, locked], "GET", "/accounts/A-17/cash").rule).toBe("locked");
    expect(ask([everything, locked], "GET", "/accounts/A-17/stock").decision).toBe("allow");
  });
});

describe("the document", () => {
  test("covers all of the user's grants, grouped by effect", () => {
    const every = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
    expect(ask(trader, "GET", "/elsewhere").document).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "execute-api:Invoke",
          Resource: [`${stageArn}/GET/trades`, `${stageArn}/GET/trades/*`, `${stageArn}/POST/trades/*/settlement`],
        },
        {
          Effect: "Deny",
          Action: "execute-api:Invoke",
          Resource: every.map((method) => `${stageArn}/${method}/trades/frozen*`),
        },
      ],
    });
  });

  test("without grants has no statement, which allows nothing", () => {
    expect(ask([], "GET", "/trades").document).toEqual({ Version: "2012-10-17", Statement: [] });
  });
});

describe("without a same-origin proof", () => {
  test.each(["POST", "PUT", "PATCH", "DELETE"])("the answer to a GET opens no %s either", (method) => {
    const { document, decision } = ask([everything], "GET", "/trades", { proven: false });
    expect(decision).toBe("allow");
    expect(asGateway(document, method, "/trades/1")).toBe("explicitDeny");
    expect(asGateway(ask([everything], "GET", "/trades", { proven: true }).document, method, "/trades/1")).toBe(
      "allow",
    );
  });

  test("a change is refused, and the record says why", () => {
    expect(ask(trader, "POST", "/trades/1/settlement", { proven: false })).toMatchObject({
      decision: "explicitDeny",
      rule: "no same-origin proof",
    });
  });
});

describe("a path in another spelling", () => {
  const open = [everything, frozen, mallory];
  test.each([
    ["/trades/%66rozen-1", "an encoded unreserved character"],
    ["/trades/%7Efrozen", "an encoded unreserved character"],
    ["/trades/x%2Ffrozen", "an encoded slash, backslash or control character"],
    ["/trades/x%2f..%2ffrozen", "an encoded slash, backslash or control character"],
    ["/trades/x%5cfrozen", "an encoded slash, backslash or control character"],
    ["/trades/x%00", "an encoded slash, backslash or control character"],
    ["/trades\\frozen", "a backslash or a control character"],
    ["/x/../trades/frozen-1", "a dot segment"],
    ["/trades/./frozen-1", "a dot segment"],
    ["/trades/1/..", "a dot segment"],
    ["//trades/frozen-1", "an empty segment"],
    ["/trades//frozen-1", "an empty segment"],
    ["/trades/%zz", "an incomplete percent-encoding"],
    ["/trades/%6", "an incomplete percent-encoding"],
    ["/users/mallory%40example.com/roles", "mallory"],
    ["/users/mallory@example.com/roles/", "mallory"],
  ])("%s is denied: %s", (path, rule) => {
    const answer = ask(open, "GET", path);
    expect([answer.decision, answer.rule]).toEqual(["explicitDeny", rule]);
    expect(asGateway(answer.document, "GET", path)).toBe("explicitDeny");
  });

  test.each([
    "/trades/1",
    "/trades/",
    "/trades/a%20b",
    "/trades/caf%C3%A9",
    "/users/alice%40example.com/roles",
    "/a.b/..c/d..",
    "/trades/x*y",
  ])("%s is itself alone", (path) => {
    expect(ask(open, "GET", path).decision).toBe("allow");
  });
});

describe("a policy that does not fit", () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    grant(`p${index}`, "Allow", "GET", `/things/${index}/parts/*`),
  );
  const long = grant("long", "Allow", "GET", `/${"x".repeat(500)}/*`);

  test.each<[string, Grant[], string, RegExp]>([
    ["larger than 8 KB", [...trader, ...many], "/trades/1", /the policy has \d+ bytes/],
    ["with a resource of more than 512 characters", [...trader, long], "/trades/1", /a resource has \d+ characters/],
  ])("%s is narrowed to the request and says so", (_what, grants, path, reason) => {
    const { document, decision, narrowed } = ask(grants, "GET", path);
    expect(narrowed).toMatch(reason);
    expect(decision).toBe("allow");
    expect(document.Statement).toEqual([
      { Effect: "Allow", Action: "execute-api:Invoke", Resource: [`${stageArn}/GET${path}`] },
    ]);
  });

  test.each([
    ["/trades/frozen-1", "explicitDeny"],
    ["/elsewhere", "implicitDeny"],
    ["/things/7/parts/1", "allow"],
    // Neither of these can be named by itself in a policy, so nothing is allowed.
    ["/trades/x*y", "implicitDeny"],
    [`/trades/${"x".repeat(512)}`, "implicitDeny"],
  ])("still decides on %s: %s", (path, decision) => {
    const answer = ask([...trader, ...many], "GET", path);
    expect(answer.decision).toBe(decision);
    expect(asGateway(answer.document, "GET", path)).toBe(decision);
  });

  test("denies a long ambiguous path by a pattern that fits", () => {
    const path = `/trades/%66${"x".repeat(600)}`;
    expect(asGateway(ask([everything], "GET", path).document, "GET", path)).toBe("explicitDeny");
  });

  test("that fits is not narrowed", () => {
    expect(ask([...trader, ...many.slice(0, 50)], "GET", "/trades/1").narrowed).toBeUndefined();
  });
});

test.each(["", "arn:aws:s3:::x", `${stageArn}/GET`, "arn:aws:execute-api:us-east-1:0:api/stage/get/x"])(
  "%j is not the ARN of a method",
  (arn) => {
    expect(() => parseMethodArn(arn)).toThrow(/methodArn/);
  },
);
