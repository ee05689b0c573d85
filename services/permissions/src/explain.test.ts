import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { application } from "./application.ts";

let database: TestDatabase;
let admin: Knex;
let knex: Knex;
let servers: Running[];
let folder: string;
const log = logger("permissions", { write: () => {} });
const now = Date.parse("2026-06-01T12:00:00Z");

const routes = [
  { method: "GET", path: "/trades", open: false },
  { method: "GET", path: "/trades/{tradeId}", open: false },
  { method: "POST", path: "/trades/{tradeId}/settlement", open: false },
];

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  knex = connect(database.url("gatehouse_permissions"));
  folder = mkdtempSync(join(tmpdir(), "explain-"));
  const serve = (name: string, more: object) =>
    listen(createServer(application({ knex, log, now: () => now, ...more })), { socket: join(folder, name) });
  servers = [await serve("whole.sock", { routes }), await serve("without.sock", {})];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await knex.destroy();
  await admin.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await admin.raw(`
    delete from entitlements.tenants;
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('OtherSAML', 'other');
    insert into entitlements.roles (tenant, name) values
      ('corp', 'trader'), ('corp', 'clerk'), ('corp', 'later'), ('other', 'secret-role');
    insert into entitlements.permissions (tenant, name, method, resource, effect) values
      ('corp', 'read', 'GET', '/trades/*', 'Allow'), ('corp', 'settle', 'POST', '/trades/*/settlement', 'Allow'),
      ('corp', 'freeze', '*', '/trades/frozen*', 'Deny'), ('corp', 'own', 'GET', '/accounts/\${user.custom:account}', 'Allow'),
      ('other', 'secret-permission', 'GET', '/trades/*', 'Allow');
    insert into entitlements.role_permissions (tenant, role, permission) values
      ('corp', 'trader', 'read'), ('corp', 'trader', 'freeze'), ('corp', 'trader', 'own'), ('corp', 'clerk', 'settle'),
      ('corp', 'later', 'settle'), ('other', 'secret-role', 'secret-permission');
    insert into entitlements.user_roles (tenant, username, role, granted_by, starts_at) values
      ('corp', 'CorpSAML_alice', 'trader', 'setup', null), ('corp', 'CorpSAML_carol', 'trader', 'setup', null),
      ('corp', 'CorpSAML_carol', 'clerk', 'setup', null), ('corp', 'CorpSAML_dave', 'later', 'setup', '2026-06-02T00:00:00Z'),
      ('corp', 'CorpSAML_erin', 'trader', 'setup', null), ('other', 'OtherSAML_eve', 'secret-role', 'setup', null);
    insert into entitlements.group_roles (tenant, group_name, role, granted_by) values
      ('corp', 'desk', 'trader', 'setup'), ('corp', 'clerks', 'clerk', 'setup');
  `);
});

const send = async (path: string, body: unknown, { actor = "CorpSAML_bob", socket = "whole.sock" } = {}) => {
  const answer = await ask(join(folder, socket), path, {
    method: "POST",
    headers: { "X-User-Id": actor, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...JSON.parse(answer.text) };
};
const explain = (user: string, route: string, more: object = {}, options = {}) => {
  const [method, path] = route.split(" ");
  return send("/explain", { user, method, path, ...more }, options);
};
const nothingHappened = async () =>
  (
    await admin.raw(`select (select count(*) from audit.changes) as changes, (select array_agg(version order by version)
      from (select version from entitlements.roles union all select version from entitlements.user_roles) as all_versions) as versions`)
  ).rows;

describe("POST /explain", () => {
  test.each([
    ["CorpSAML_alice", "GET /trades/1", {}, "allow", "read"],
    ["CorpSAML_alice", "GET /trades/frozen-1", {}, "explicitDeny", "freeze"],
    ["CorpSAML_alice", "POST /trades/1/settlement", {}, "implicitDeny", null],
    ["CorpSAML_alice", "POST /trades/1/settlement", { context: { groups: ["clerks"] } }, "allow", "settle"],
    ["CorpSAML_alice", "GET /trades/./1", {}, "explicitDeny", "a dot segment"],
    ["CorpSAML_alice", "GET /accounts/7", {}, "implicitDeny", null],
    ["CorpSAML_alice", "GET /accounts/7", { context: { attributes: { "custom:account": "7" } } }, "allow", "own"],
    ["CorpSAML_dave", "POST /trades/1/settlement", {}, "implicitDeny", null],
    ["CorpSAML_dave", "POST /trades/1/settlement", { at: "2026-06-02T02:00:00+02:00" }, "allow", "settle"],
    ["CorpSAML_dave", "POST /trades/1/settlement", { at: "2026-06-02T01:59:59+02:00" }, "implicitDeny", null],
    ["CorpSAML_nobody", "GET /trades/1", {}, "implicitDeny", null],
  ])("%s on %s with %j is %s by %s", async (user, route, more, decision, rule) => {
    const before = await nothingHappened();
    expect(await explain(user, route, more)).toMatchObject({ status: 200, decision, rule });
    expect(await nothingHappened()).toEqual(before);
  });

  test("tells what matched, what nearly did and why not", async () => {
    expect(
      await explain("CorpSAML_alice", "POST /trades/frozen-1/settlement", { context: { groups: ["clerks"] } }),
    ).toMatchObject({
      matched: {
        rules: [
          { rule: "freeze", effect: "Deny", role: "trader", via: { kind: "user" }, whyNot: [] },
          { rule: "settle", via: { kind: "group", group: "clerks" }, whyNot: [{ kind: "overridden", by: "freeze" }] },
        ],
      },
      nearMisses: {
        rules: [{ rule: "read", whyNot: [{ kind: "method", expected: "GET", received: "POST" }] }, { rule: "own" }],
      },
      assumed: { at: "2026-06-01T12:00:00.000Z", groups: { from: "context", names: ["clerks"] } },
    });
    expect(await explain("CorpSAML_alice", "POST /trades/1/settlement")).toMatchObject({
      nearMisses: {
        rules: expect.arrayContaining([
          expect.objectContaining({
            rule: "settle",
            whyNot: [{ kind: "notHeld", roles: ["clerk", "later"], leftOut: 0 }],
          }),
        ]),
      },
    });
  });

  test("tells the smallest changes, and who else would gain by each", async () => {
    const { changes } = await explain("CorpSAML_alice", "POST /trades/1/settlement");
    expect(changes).toEqual([
      {
        changes: [{ op: "grantToUser", user: "CorpSAML_alice", role: "clerk" }],
        others: { users: 0, groups: 0, atLeast: false },
      },
      {
        changes: [{ op: "grantToUser", user: "CorpSAML_alice", role: "later" }],
        others: { users: 0, groups: 0, atLeast: false },
      },
      // Erin and the desk are traders too; Carol settles already.
      {
        changes: [{ op: "addPermissionToRole", role: "trader", permission: "settle" }],
        others: { users: 1, groups: 1, atLeast: false },
      },
      {
        changes: [
          expect.objectContaining({ op: "createPermission", resource: "/trades/1/settlement" }),
          expect.anything(),
        ],
        others: { users: 1, groups: 1, atLeast: false },
      },
    ]);
    const lifted = await explain("CorpSAML_alice", "GET /trades/frozen-1");
    expect(lifted.changes[0]).toEqual({
      changes: [{ op: "removePermissionFromRole", role: "trader", permission: "freeze" }],
      others: { users: 2, groups: 1, atLeast: false },
    });
    expect((await explain("CorpSAML_alice", "GET /trades/1")).changes).toEqual([]);
  });

  test("assumes the groups of the last decision that was recorded, and says so", async () => {
    await admin.raw(`
      insert into audit.decisions (request_id, method, path, principal, effect, cached, claims, at) values
        ('older', 'GET', '/x', 'CorpSAML_zoe', 'Deny', false, '{"cognito:groups": ["desk"]}', now() - interval '1 hour'),
        ('newest', 'GET', '/x', 'CorpSAML_zoe', 'Deny', false, '{"cognito:groups": ["clerks"]}', now())`);
    const settle = "POST /trades/1/settlement";
    expect(await explain("CorpSAML_zoe", settle)).toMatchObject({
      decision: "allow",
      assumed: { groups: { from: "lastDecision", names: ["clerks"], requestId: "newest" } },
    });
    expect(await explain("CorpSAML_zoe", settle, { context: { groups: [] } })).toMatchObject({
      decision: "implicitDeny",
      assumed: { groups: { from: "context", names: [] } },
    });
    expect((await explain("CorpSAML_alice", settle)).assumed.groups).toEqual({ from: "nothing", names: [] });
    expect((await explain("CorpSAML_zoe", settle, {}, { actor: "OtherSAML_eve" })).assumed.groups).toEqual({
      from: "nothing",
      names: [],
    });
  });

  test("a user of another tenant explains as one who does not exist", async () => {
    for (const context of [{}, { groups: ["desk"] }]) {
      const [eve, nobody] = await Promise.all(
        ["OtherSAML_eve", "Absent_zed"].map((user) => explain(user, "GET /trades/1", { context })),
      );
      expect({ ...eve, user: "" }).toEqual({ ...nobody, user: "" });
      expect(eve).toMatchObject({ decision: "implicitDeny", changes: [], matched: { rules: [] } });
      expect(JSON.stringify(eve)).not.toContain("secret");
    }
    expect(await explain("OtherSAML_eve", "GET /trades/1", {}, { actor: "OtherSAML_adam" })).toMatchObject({
      decision: "allow",
      rule: "secret-permission",
    });
  });

  test.each([
    [{ user: "a b" }, "user"],
    [{ method: "*" }, "method"],
    [{ method: "get" }, "method"],
    [{ path: "trades" }, "path"],
    [{ path: "/trades?a=1" }, "path"],
    [{ path: "/trades/a b" }, "path"],
    [{ path: `/${"x".repeat(2_048)}` }, "path"],
    [{ at: "yesterday" }, "at"],
    [{ at: "2026-06-01T12:00:00" }, "at"],
    [{ context: { groups: "desk" } }, "context.groups"],
    [{ context: { tenant: "other" } }, "context"],
    [{ tenant: "other" }, "body"],
  ])("%j is refused with the field", async (wrong, field) => {
    const good = { user: "CorpSAML_alice", method: "GET", path: "/trades/1" };
    const refused = await send("/explain", { ...good, ...wrong });
    expect([refused.status, refused.errors?.map((error: { field: string }) => error.field)]).toEqual([400, [field]]);
    expect((await send("/explain", good)).status).toBe(200);
  });
});

describe("POST /impact", () => {
  const give = { op: "addPermissionToRole", role: "trader", permission: "settle" };
  const foresee = (changes: unknown, more: object = {}, options = {}) => send("/impact", { changes, ...more }, options);

  test("tells who gains and who loses which routes, and changes nothing", async () => {
    const before = await nothingHappened();
    const names = (...all: string[]) => ({ names: all, leftOut: 0 });
    expect(await foresee([give, { op: "revokeFromUser", user: "CorpSAML_carol", role: "trader" }])).toMatchObject({
      status: 200,
      at: "2026-06-01T12:00:00.000Z",
      leftOut: 0,
      affected: expect.arrayContaining([
        expect.objectContaining({
          users: names("CorpSAML_alice", "CorpSAML_erin"),
          groups: names("desk"),
          gains: [
            expect.objectContaining({
              method: "POST",
              path: "/trades/{tradeId}/settlement",
              example: "/trades/1/settlement",
            }),
          ],
          loses: [],
        }),
        expect.objectContaining({
          users: names("CorpSAML_carol"),
          // The Deny goes with the role.
          gains: [
            expect.objectContaining({ path: "/trades/{tradeId}/settlement", example: "/trades/frozen/settlement" }),
          ],
          loses: [expect.objectContaining({ method: "GET", path: "/trades/{tradeId}" })],
        }),
      ]),
    });
    expect(await nothingHappened()).toEqual(before);
  });

  test("at another time", async () => {
    const take = [{ op: "revokeFromUser", user: "CorpSAML_dave", role: "later" }];
    expect((await foresee(take)).affected).toEqual([]);
    expect((await foresee(take, { at: "2026-06-02T00:00:00Z" })).affected).toMatchObject([
      { users: { names: ["CorpSAML_dave"] } },
    ]);
  });

  test.each([
    [{ op: "grantToUser", user: "CorpSAML_alice", role: "absent" }, 404],
    [{ op: "grantToUser", user: "CorpSAML_alice", role: "secret-role" }, 404],
    [{ op: "grantToUser", user: "OtherSAML_eve", role: "clerk" }, 404],
    [{ op: "grantToUser", user: "Absent_zed", role: "clerk" }, 404],
    [{ op: "addPermissionToRole", role: "trader", permission: "secret-permission" }, 404],
    [{ op: "createRole", role: "clerk" }, 409],
    [{ op: "grantToUser", user: "CorpSAML_alice" }, 400],
    [{ op: "explode" }, 400],
  ])("%j does not apply: %d", async (change, status) => {
    expect((await foresee([change])).status).toBe(status);
    expect((await foresee([give])).status).toBe(200);
  });

  test("a role of that name may be made where another tenant has it", async () => {
    expect((await foresee([{ op: "createRole", role: "secret-role" }])).status).toBe(200);
  });

  test("without an API it says that it knows no routes", async () => {
    expect(await foresee([give], {}, { socket: "without.sock" })).toMatchObject({
      status: 501,
      detail: expect.stringMatching(/PERMISSIONS_API/),
    });
  });
});
