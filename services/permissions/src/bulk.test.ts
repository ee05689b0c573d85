import type { Answer } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { inCorp, type Sent, type TestService, testService } from "./testing/service.ts";

const admin = "Corp_admin";
const clerk = "Corp_clerk";
let service: TestService;

beforeAll(async () => {
  service = await testService({ PERMISSIONS_API: new URL("../../../config/api.yaml", import.meta.url).pathname });
});
afterAll(() => service.close());

const initial = inCorp({
  permissions: {
    all: "* /* Allow",
    read: "GET /trades/* Allow",
    settle: "POST /trades/*/settlement Allow",
    "no-frozen": "* /trades/frozen* Deny",
    roles: "PUT /users/*/roles/* Allow",
  },
  roles: {
    root: { holds: ["all"] },
    clerk: { holds: ["read", "roles"] },
    reader: { holds: ["read"] },
    trader: { holds: ["read", "settle"] },
    careful: { holds: ["read", "no-frozen"] },
    empty: {},
  },
  users: { [admin]: ["root"], [clerk]: ["clerk"], Corp_alice: ["reader"], Corp_dora: ["careful", "reader"] },
  groups: { staff: ["reader"] },
});
beforeEach(() => service.arrange(initial));

const bulk = (changes: readonly object[], { by = admin, ...sent }: Sent & { by?: string } = {}): Promise<Answer> =>
  service.send(by, "POST /entitlements/bulk", { body: { changes }, ...sent });

const rolesOf = async (user: string) =>
  (await service.admin("entitlements.user_roles").where({ username: user }).orderBy("role").pluck("role")) as string[];

const recordedNow = async () => Number((await service.admin("audit.changes").max("id as id").first())?.id ?? 0);
const recordedSince = (id: number) => service.admin("audit.changes").where("id", ">", id).orderBy("id");

describe("changes in bulk", () => {
  test("are made in their order, each on what earlier ones made, and each is recorded", async () => {
    const start = await recordedNow();
    const answer = await bulk([
      { op: "createPermission", permission: "write", method: "PUT", resource: "/trades/*", effect: "Allow" },
      { op: "createRole", role: "writer", description: "Writes" },
      { op: "addPermissionToRole", role: "writer", permission: "write" },
      { op: "delegatePermissionToRole", role: "writer", permission: "read" },
      { op: "grantToUser", user: "Corp_bob", role: "writer", endsAt: "2030-01-01T01:00:00+01:00" },
      { op: "changeUserGrant", user: "Corp_bob", role: "writer" },
      { op: "grantToGroup", group: "traders", role: "writer" },
      { op: "revokeFromUser", user: "Corp_alice", role: "reader" },
      { op: "revokeFromUser", user: "Corp_alice", role: "reader" },
      { op: "deleteRole", role: "empty" },
    ]);
    expect(answer.status).toBe(200);
    const { made, results } = JSON.parse(answer.text);
    expect(made).toBe(9);
    expect(results.map(({ result }: { result: string }) => result)).toEqual([
      ...Array(8).fill("made"),
      "unchanged",
      "made",
    ]);
    expect(await rolesOf("Corp_bob")).toEqual(["writer"]);
    expect(await rolesOf("Corp_alice")).toEqual([]);
    const records = await recordedSince(start);
    expect(records.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "CreatePermission permission/write",
      "CreateRole role/writer",
      "AssignPermission role/writer",
      "DelegatePermission role/writer",
      "AssignRole user/Corp_bob",
      "ChangeGrant user/Corp_bob",
      "AssignRole group/traders",
      "RemoveRole user/Corp_alice",
      "DeleteRole role/empty",
    ]);
    expect(records[5]).toMatchObject({
      actor: admin,
      decision: "made",
      tenant: "corp",
      before: { role: "writer", endsAt: "2030-01-01T00:00:00.000Z" },
      after: { role: "writer", grantedBy: admin },
    });
  });

  test("of a role that goes and comes again leave nobody with it", async () => {
    await bulk([
      { op: "deleteRole", role: "reader" },
      { op: "createRole", role: "reader" },
      { op: "addPermissionToRole", role: "reader", permission: "settle" },
    ]);
    expect(await rolesOf("Corp_alice")).toEqual([]);
    const held = await service.admin("entitlements.role_permissions").where({ role: "reader" }).pluck("permission");
    expect(held).toEqual(["settle"]);
  });

  test("of one thing twice end as the last one says", async () => {
    await bulk([
      { op: "changeRole", role: "empty", description: "first" },
      { op: "changeRole", role: "empty", description: "second" },
    ]);
    expect(await service.admin("entitlements.roles").where({ name: "empty" }).pluck("description")).toEqual(["second"]);
  });

  test.each<[string, object, number, RegExp]>([
    [
      "a role that is not there",
      { op: "grantToUser", user: "Corp_bob", role: "nobody" },
      404,
      /^changes\.1\.role: There is no role/,
    ],
    [
      "a permission that is not there",
      { op: "deletePermission", permission: "none" },
      404,
      /^changes\.1\.permission: /,
    ],
    [
      "a name that is taken",
      { op: "createRole", role: "reader" },
      409,
      /^changes\.1\.role: There is a role named reader/,
    ],
    [
      "a user of another tenant",
      { op: "grantToUser", user: "Other_eve", role: "reader" },
      404,
      /^changes\.1: There is no user/,
    ],
    [
      "a user of nobody's",
      { op: "grantToUser", user: "Nobody_eve", role: "reader" },
      404,
      /^changes\.1: There is no user/,
    ],
    [
      "a time that is over",
      { op: "grantToUser", user: "Corp_carl", role: "reader", endsAt: "2020-01-01T00:00:00Z" },
      400,
      /^changes\.1\.endsAt: /,
    ],
    [
      "oneself",
      { op: "grantToUser", user: admin, role: "reader" },
      403,
      /^changes\.1: You may not change your own roles/,
    ],
    ["an op that is none", { op: "makeKing", user: admin }, 400, /changes\.1\.op/],
    ["a member too many", { op: "deleteRole", role: "empty", tenant: "other" }, 400, /changes\.1: .*tenant/],
  ])("are refused for %s, all of them, and the first at fault is named", async (_case, faulty, status, detail) => {
    const good = { op: "grantToUser", user: "Corp_bob", role: "reader" };
    const answer = await bulk([good, faulty, { op: "deleteRole", role: "not-there-either" }]);
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([status, expect.stringMatching(detail)]);
    expect(await rolesOf("Corp_bob")).toEqual([]);
    expect((await bulk([good])).status).toBe(200);
  });

  test("that the caller may not make are recorded as denied, and nothing else is", async () => {
    const start = await recordedNow();
    const answer = await bulk(
      [
        { op: "grantToUser", user: "Corp_bob", role: "reader" },
        { op: "grantToUser", user: "Corp_bob", role: "trader" },
      ],
      { by: clerk },
    );
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([
      403,
      expect.stringMatching(/^changes\.1: .*settle/),
    ]);
    expect(await rolesOf("Corp_bob")).toEqual([]);
    expect((await recordedSince(start)).map(({ decision, subject }) => [decision, subject])).toEqual([
      ["denied", "user/Corp_bob"],
    ]);
  });

  test("of a role that was given before what it holds changed are judged anew", async () => {
    const give = (user: string) => ({ op: "grantToUser", user, role: "empty" });
    const more = { op: "createPermission", permission: "more", method: "GET", resource: "/trades/1", effect: "Allow" };
    const put = { op: "addPermissionToRole", role: "empty", permission: "more" };
    const widen = { ...more, op: "changePermission", resource: "/*" };
    expect((await bulk([give("Corp_a"), more, put, give("Corp_b")], { by: clerk })).status).toBe(200);
    expect((await bulk([give("Corp_c"), widen, give("Corp_d")], { by: clerk })).status).toBe(403);
    await service
      .admin("entitlements.role_permissions")
      .insert({ tenant: "corp", role: "empty", permission: "settle" });
    expect((await bulk([give("Corp_e")], { by: clerk })).status).toBe(403);
  });

  test("may leave no tenant without its last administrator, wherever in the list", async () => {
    await service.arrange(
      inCorp({
        permissions: { all: "* /* Allow", any: "* /* Allow" },
        roles: { root: { holds: ["all"] }, other: { holds: ["any"] } },
        users: { [admin]: ["root"], Corp_second: ["other"] },
      }),
    );
    await service.admin("entitlements.user_roles").where({ username: admin }).update({ ends_at: "2100-01-01" });
    const last = { op: "revokeFromUser", user: "Corp_second", role: "other" };
    expect((await bulk([last])).status).toBe(409);
    const third = { op: "grantToUser", user: "Corp_third", role: "other", endsAt: "2030-01-01T00:00:00Z" };
    expect((await bulk([last, third])).status).toBe(409);
    await service.admin("entitlements.user_roles").where({ username: admin }).update({ ends_at: null });
    expect((await bulk([last])).status).toBe(200);
  });

  test("need a recent sign-in", async () => {
    const change = [{ op: "createRole", role: "new" }];
    expect((await bulk(change, { signedIn: 901 })).status).toBe(403);
    expect((await bulk(change, { signedIn: null })).status).toBe(403);
    expect((await bulk(change, { signedIn: 890 })).status).toBe(200);
  });

  test("are made once for one Idempotency-Key", async () => {
    const headers = { "Idempotency-Key": "once" };
    const [first, second] = await Promise.all([1, 2].map(() => bulk([{ op: "createRole", role: "new" }], { headers })));
    expect([first?.status, second?.text]).toEqual([200, first?.text]);
    expect((await bulk([{ op: "createRole", role: "newer" }], { headers })).status).toBe(422);
  });

  test("are 1,000 at most, and so many take about a second", async () => {
    const grants = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ op: "grantToUser", user: `Corp_u${index}`, role: "careful" }));
    expect((await bulk(grants(1_001))).status).toBe(400);
    expect((await bulk([])).status).toBe(400);
    const answer = await bulk(grants(1_000));
    expect([answer.status, JSON.parse(answer.text).made]).toEqual([200, 1_000]);
  });

  test("warn of permissions that match no route", async () => {
    const made = (resource: string) => [
      { op: "createPermission", permission: "p", method: "GET", resource, effect: "Allow" },
    ];
    const warned = await bulk(made("/trdaes/*"));
    expect(JSON.parse(warned.text).warnings).toEqual([
      "The permission p (GET /trdaes/*) matches no route of the API; the nearest is GET /trades/{tradeId}.",
    ]);
    await bulk([{ op: "deletePermission", permission: "p" }]);
    expect(JSON.parse((await bulk(made("/trades/*"))).text).warnings).toEqual([]);
  });
});

describe("a change alone in bulk is judged as the operation that does the same", () => {
  type Case = [caller: string, request: string, body: object | undefined, change: object];
  const cases: Case[] = [
    [admin, "PUT /users/Corp_bob/roles/trader", undefined, { op: "grantToUser", user: "Corp_bob", role: "trader" }],
    [clerk, "PUT /users/Corp_bob/roles/trader", undefined, { op: "grantToUser", user: "Corp_bob", role: "trader" }],
    [clerk, "PUT /users/Corp_bob/roles/reader", undefined, { op: "grantToUser", user: "Corp_bob", role: "reader" }],
    [clerk, "PUT /users/Corp_alice/roles/reader", undefined, { op: "grantToUser", user: "Corp_alice", role: "reader" }],
    [clerk, `PUT /users/${clerk}/roles/reader`, undefined, { op: "grantToUser", user: clerk, role: "reader" }],
    [admin, "PUT /users/Other_x/roles/reader", undefined, { op: "grantToUser", user: "Other_x", role: "reader" }],
    [
      admin,
      "DELETE /users/Corp_dora/roles/careful",
      undefined,
      { op: "revokeFromUser", user: "Corp_dora", role: "careful" },
    ],
    [
      clerk,
      "DELETE /users/Corp_dora/roles/careful",
      undefined,
      { op: "revokeFromUser", user: "Corp_dora", role: "careful" },
    ],
    [
      clerk,
      "DELETE /users/Corp_dora/roles/reader",
      undefined,
      { op: "revokeFromUser", user: "Corp_dora", role: "reader" },
    ],
    [
      clerk,
      "DELETE /users/Corp_bob/roles/reader",
      undefined,
      { op: "revokeFromUser", user: "Corp_bob", role: "reader" },
    ],
    [clerk, "PUT /groups/staff/roles/trader", undefined, { op: "grantToGroup", group: "staff", role: "trader" }],
    [clerk, "PUT /groups/others/roles/reader", undefined, { op: "grantToGroup", group: "others", role: "reader" }],
    [clerk, "DELETE /groups/staff/roles/reader", undefined, { op: "revokeFromGroup", group: "staff", role: "reader" }],
    [
      admin,
      "PUT /roles/reader/permissions/settle",
      undefined,
      { op: "addPermissionToRole", role: "reader", permission: "settle" },
    ],
    [
      clerk,
      "PUT /roles/reader/permissions/settle",
      undefined,
      { op: "addPermissionToRole", role: "reader", permission: "settle" },
    ],
    [
      clerk,
      "PUT /roles/empty/permissions/read",
      undefined,
      { op: "addPermissionToRole", role: "empty", permission: "read" },
    ],
    [
      clerk,
      "PUT /roles/clerk/permissions/read",
      undefined,
      { op: "addPermissionToRole", role: "clerk", permission: "read" },
    ],
    [
      clerk,
      "PUT /roles/clerk/permissions/no-frozen",
      undefined,
      { op: "addPermissionToRole", role: "clerk", permission: "no-frozen" },
    ],
    [
      admin,
      "DELETE /roles/careful/permissions/no-frozen",
      undefined,
      { op: "removePermissionFromRole", role: "careful", permission: "no-frozen" },
    ],
    [
      clerk,
      "DELETE /roles/careful/permissions/no-frozen",
      undefined,
      { op: "removePermissionFromRole", role: "careful", permission: "no-frozen" },
    ],
    [
      clerk,
      "PUT /roles/empty/delegations/settle",
      undefined,
      { op: "delegatePermissionToRole", role: "empty", permission: "settle" },
    ],
    [
      clerk,
      "PUT /roles/empty/delegations/read",
      undefined,
      { op: "delegatePermissionToRole", role: "empty", permission: "read" },
    ],
    [
      clerk,
      "DELETE /roles/clerk/delegations/read",
      undefined,
      { op: "undelegatePermissionFromRole", role: "clerk", permission: "read" },
    ],
    [admin, "POST /roles", { name: "reader" }, { op: "createRole", role: "reader" }],
    [admin, "POST /roles", { name: "new" }, { op: "createRole", role: "new" }],
    [clerk, "DELETE /roles/clerk", undefined, { op: "deleteRole", role: "clerk" }],
    [clerk, "DELETE /roles/careful", undefined, { op: "deleteRole", role: "careful" }],
    [clerk, "DELETE /roles/trader", undefined, { op: "deleteRole", role: "trader" }],
    [admin, "DELETE /roles/root", undefined, { op: "deleteRole", role: "root" }],
    [clerk, "PATCH /roles/clerk", { description: "x" }, { op: "changeRole", role: "clerk", description: "x" }],
    [clerk, "PATCH /roles/reader", { description: "x" }, { op: "changeRole", role: "reader", description: "x" }],
    [clerk, "DELETE /permissions/read", undefined, { op: "deletePermission", permission: "read" }],
    [clerk, "DELETE /permissions/settle", undefined, { op: "deletePermission", permission: "settle" }],
    [clerk, "DELETE /permissions/no-frozen", undefined, { op: "deletePermission", permission: "no-frozen" }],
    [admin, "DELETE /permissions/no-frozen", undefined, { op: "deletePermission", permission: "no-frozen" }],
    [
      clerk,
      "PATCH /permissions/settle",
      { resource: "/trades/1/settlement" },
      {
        op: "changePermission",
        permission: "settle",
        method: "POST",
        resource: "/trades/1/settlement",
        effect: "Allow",
      },
    ],
    [
      clerk,
      "PATCH /permissions/settle",
      { resource: "/*" },
      { op: "changePermission", permission: "settle", method: "POST", resource: "/*", effect: "Allow" },
    ],
    [
      clerk,
      "PATCH /permissions/read",
      { resource: "/*" },
      { op: "changePermission", permission: "read", method: "GET", resource: "/*", effect: "Allow" },
    ],
    [
      clerk,
      "PATCH /permissions/no-frozen",
      { resource: "/x" },
      { op: "changePermission", permission: "no-frozen", method: "*", resource: "/x", effect: "Deny" },
    ],
  ];

  test("with refusals of every kind among them", () => {
    expect(cases.length).toBeGreaterThan(30);
  });

  test.each(cases)("%s: %s %j", async (caller, request, body, change) => {
    const ifMatch = /^(PATCH|DELETE \/(roles|permissions)\/[^/]+$)/.test(request) ? { "If-Match": "*" } : {};
    const inBulk = await watched(() => bulk([change], { by: caller }));
    await service.arrange(initial);
    const sent = { ...(body ? { body } : {}), headers: ifMatch };
    const alone = await watched(() => service.send(caller, request, sent));
    expect([inBulk.verdict, inBulk.records]).toEqual([alone.verdict, alone.records]);
    expect(inBulk.detail).toContain(alone.detail);
  });
});

/** What became of a request: its status where it was refused, why, and what was recorded. */
const watched = async (request: () => Promise<Answer>) => {
  const start = await recordedNow();
  const { status, text } = await request();
  const records = (await recordedSince(start)).map(({ action, subject, decision }) => [action, subject, decision]);
  const isMade = status < 300;
  return { verdict: isMade ? "made" : status, detail: isMade ? "" : String(JSON.parse(text).detail), records };
};
