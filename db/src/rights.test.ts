import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { connect } from "./connect.ts";
import { type ServiceRole, serviceRoles } from "./roles.ts";
import { type TestDatabase, testDatabase } from "./testing/database.ts";

let database: TestDatabase;
const pools = new Map<ServiceRole | "admin", Knex>();

beforeAll(async () => {
  database = await testDatabase();
  pools.set("admin", connect(database.adminUrl, { poolSize: 1 }));
  for (const role of serviceRoles) pools.set(role, connect(database.url(role), { poolSize: 1 }));
  await as("admin")(`
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('COGNITO', 'corp'), ('OtherSAML', 'other');
    insert into entitlements.roles (tenant, name) values ('corp', 'reader'), ('other', 'reader');
    insert into entitlements.user_roles (tenant, username, role, granted_by) values
      ('corp', 'alice', 'reader', 'test'), ('other', 'OtherSAML_eve', 'reader', 'test');
    insert into audit.changes (actor, action, subject) values ('test', 'Test', 'test');
    insert into trades.trades (id, instrument, side, quantity, price, currency) values ('1', 'X', 'buy', 1, 1, 'EUR');
  `);
});
afterAll(async () => {
  for (const pool of pools.values()) await pool.destroy();
  await database.drop();
});

const as = (role: ServiceRole | "admin") => (sql: string) => pools.get(role)!.raw(sql);

const decision =
  "insert into audit.decisions (request_id, method, path, effect, cached) values ('r', 'GET', '/', 'Deny', false)";
const numbered =
  "insert into audit.decisions (instance, number, request_id, method, path, effect, cached) values ('11111111-1111-4111-8111-111111111111', 1, 'r', 'GET', '/', 'Deny', false)";
const change = "insert into audit.changes (actor, action, subject) values ('a', 'b', 'c')";

describe.each<[ServiceRole, readonly string[], readonly string[]]>([
  [
    "gatehouse_authorizer",
    [
      "select * from entitlements.user_roles",
      "select * from entitlements.permissions",
      "select * from entitlements.group_roles",
      "select entitlements.tenant_of('alice')",
      decision,
      numbered,
      `${numbered} on conflict do nothing`,
      "select audit.tell_numbers('11111111-1111-4111-8111-111111111111', 2, false)",
      "listen entitlements_changed",
    ],
    [
      "insert into entitlements.user_roles (tenant, username, role, granted_by) values ('corp', 'mallory', 'reader', 'x')",
      "delete from entitlements.user_roles",
      "update entitlements.permissions set effect = 'Allow'",
      "truncate entitlements.user_roles",
      "select * from entitlements.approvals",
      "select * from audit.decisions",
      "update audit.decisions set effect = 'Allow'",
      "delete from audit.decisions",
      `${decision} returning id`,
      "insert into audit.decisions (tenant, request_id, method, path, effect, cached) values ('corp', 'r', 'GET', '/', 'Deny', false)",
      "select * from audit.recorders",
      "update audit.recorders set numbered = 0",
      "delete from audit.recorders",
      "select * from audit.lost_decisions('-infinity', 'infinity')",
      "select audit.sign_in_of('11111111-1111-4111-8111-111111111111')",
      "select audit.forget_decisions('infinity')",
      "insert into audit.decisions (at, request_id, method, path, effect, cached) values (now(), 'r', 'GET', '/', 'Deny', false)",
      change,
      "select * from trades.trades",
      "create table entitlements.mine ()",
    ],
  ],
  [
    "gatehouse_permissions",
    [
      "select * from entitlements.roles",
      "set app.tenant = 'corp'",
      "insert into entitlements.roles (tenant, name) values ('corp', 'writer')",
      "update entitlements.roles set description = 'x' where name = 'writer'",
      "delete from entitlements.roles where name = 'writer'",
      "insert into entitlements.idempotency_keys (tenant, actor, route, key, digest) values ('corp', 'a', 'POST /roles', 'k', sha256(''))",
      "update entitlements.idempotency_keys set status = 201, headers = '{}', content = '' where key = 'k'",
      "delete from entitlements.idempotency_keys where key = 'k'",
      "insert into entitlements.approvals (tenant, requested_by, requested_groups, requested_at, expires_at, changes, before) values ('corp', 'a', '[]', now(), now() + interval '1 day', '[]', '[]')",
      "update entitlements.approvals set state = 'approved', decided_by = 'b', decided_at = now()",
      "select * from entitlements.approvals",
      "update entitlements.tenants set approvals = 'required'",
      change,
      "select * from audit.decisions",
      "select * from audit.lost_decisions('-infinity', 'infinity')",
      "select audit.sign_in_of('11111111-1111-4111-8111-111111111111')",
      "insert into audit.changes (actor, action, subject, decision, on_behalf, source_ip) values ('a', 'b', 'c', 'denied', 'd', '::1')",
      `${change} returning seq, hash`,
      "select * from audit.changes",
      "select tenant, seq, hash from audit.chains",
    ],
    [
      "update audit.decisions set effect = 'Allow'",
      "delete from audit.decisions",
      "select * from audit.recorders",
      "select * from audit.retention",
      "select audit.tell_numbers('11111111-1111-4111-8111-111111111111', 2, false)",
      "select audit.forget_decisions('infinity')",
      "select * from user_pool.sign_in_attempts",
      "update audit.changes set actor = 'x'",
      "delete from audit.changes",
      "truncate audit.changes",
      ...["tenant", "seq", "id", "at", "previous", "hash"].map(
        (column) => `insert into audit.changes (${column}, actor, action, subject) values (default, 'a', 'b', 'c')`,
      ),
      "alter table audit.changes disable trigger chained",
      "select nextval('audit.change_ids')",
      "insert into audit.chains values ('mine', 1, sha256(''))",
      "update audit.chains set seq = 0",
      "delete from audit.chains",
      "truncate audit.chains",
      decision,
      "select * from trades.trades",
      "insert into entitlements.roles (tenant, name) values ('other', 'writer')",
      "insert into entitlements.tenants values ('mine')",
      "insert into entitlements.providers values ('MineSAML', 'corp')",
      "update entitlements.tenants set name = 'mine'",
      "truncate entitlements.user_roles",
      "insert into entitlements.idempotency_keys (tenant, actor, route, key, digest) values ('other', 'a', 'r', 'k', sha256(''))",
      "update entitlements.idempotency_keys set actor = 'x'",
      "insert into entitlements.approvals (tenant, requested_by, requested_groups, requested_at, expires_at, changes, before) values ('other', 'a', '[]', now(), now() + interval '1 day', '[]', '[]')",
      "insert into entitlements.approvals (tenant, requested_by, requested_groups, requested_at, expires_at, changes, before, state) values ('corp', 'a', '[]', now(), now() + interval '1 day', '[]', '[]', 'approved')",
      "update entitlements.approvals set changes = '[]'",
      "update entitlements.approvals set requested_by = 'b'",
      "update entitlements.approvals set expires_at = 'infinity'",
      "delete from entitlements.approvals",
      "truncate entitlements.approvals",
      "truncate entitlements.idempotency_keys",
      "update entitlements.cursor_keys set version = 1",
      "alter table entitlements.roles disable row level security",
      "alter table entitlements.roles disable trigger all",
      "drop table entitlements.roles",
      "set role gatehouse_owner",
    ],
  ],
  [
    "gatehouse_trades",
    [
      "select * from trades.trades",
      "update trades.trades set settled_by = 'x', settled_at = now() where id = '1'",
      "select * from trades",
    ],
    ["select * from entitlements.roles", change, "create table trades.mine ()", "truncate trades.trades"],
  ],
  [
    "gatehouse_user_pool",
    ["select 1"],
    ["select * from entitlements.roles", "select * from trades.trades", change, decision],
  ],
  [
    "gatehouse_gateway",
    [
      "insert into gateway.usage (plan, api_key, since, requests) values ('p', 'k', '2026-01-01', 1)",
      "update gateway.usage set requests = 2 where plan = 'p'",
    ],
    ["delete from gateway.usage", "truncate gateway.usage", "select * from entitlements.roles", decision],
  ],
  [
    "gatehouse_auditor",
    [
      "select * from audit.changes",
      "select * from audit.chains",
      "select * from audit.decisions",
      "select * from changes",
    ],
    [
      change,
      decision,
      "update audit.changes set actor = 'x'",
      "delete from audit.changes",
      "truncate audit.changes",
      "update audit.chains set seq = 0",
      "select * from entitlements.roles",
      "select * from user_pool.users",
      "select * from session.sessions",
      "select * from trades.trades",
    ],
  ],
  ["gatehouse_session", ["select 1"], ["select * from entitlements.roles", "select * from trades.trades", change]],
])("%s", (role, allowed, forbidden) => {
  test("has its statements interpreted: compiling them would take longer", async () => {
    expect((await as(role)("select current_setting('jit') as jit")).rows).toEqual([{ jit: "off" }]);
  });

  test.each(allowed)("may %s", async (sql) => {
    await expect(as(role)(sql)).resolves.toBeDefined();
  });

  test.each([
    ...forbidden,
    "select * from migrations.applied",
    "create table public.mine ()",
    "create temporary table mine ()",
    "create schema mine",
    "create role mine",
  ])("may not %s", async (sql) => {
    await expect(as(role)(sql)).rejects.toThrow(
      /permission denied|must be owner|cannot set|column .* can only be updated|violates row-level security/,
    );
  });
});

describe("the permissions service sees", () => {
  const seen = async (tenant: string | undefined, table: string) =>
    await pools.get("gatehouse_permissions")!.transaction(async (trx) => {
      if (tenant !== undefined) await trx.raw("select set_config('app.tenant', ?, true)", [tenant]);
      else await trx.raw("reset app.tenant");
      return (await trx.raw(`select * from entitlements.${table}`)).rows;
    });

  test.each<[string | undefined, string[]]>([
    ["other", ["OtherSAML_eve"]],
    ["corp", ["alice"]],
    ["absent", []],
    ["", []],
    [undefined, []],
  ])("of the tenant %s its own users", async (tenant, usernames) => {
    const rows: { username: string }[] = await seen(tenant, "user_roles");
    expect(rows.map(({ username }) => username)).toEqual(usernames);
  });

  test.each(["tenants", "providers", "roles", "permissions", "role_permissions", "role_delegations", "group_roles"])(
    "nothing of %s without a tenant",
    async (table) => {
      expect(await seen(undefined, table)).toEqual([]);
    },
  );
});

test.each([
  ["alice", "corp", "other"],
  ["OtherSAML_eve", "other", "corp"],
  ["Nobody_eve", undefined, "corp"],
])("%s is of the tenant %s and gets no role of another", async (username, tenant, another) => {
  const [{ found }] = (await as("admin")(`select entitlements.tenant_of('${username}') as found`)).rows;
  expect(found ?? undefined).toBe(tenant);
  const given = `insert into entitlements.user_roles (tenant, username, role, granted_by) values ('${another}', '${username}', 'reader', 'x')`;
  await expect(as("admin")(given)).rejects.toThrow(/is not of the tenant/);
});

describe("the audit tables", () => {
  test.each([
    "update audit.changes set actor = 'x'",
    "delete from audit.changes",
    "truncate audit.changes",
    "update audit.decisions set effect = 'Allow'",
    "delete from audit.decisions",
    "truncate audit.decisions",
  ])("refuse their owner and a superuser: %s", async (sql) => {
    await expect(as("admin")(sql)).rejects.toThrow(/is append-only/);
    await expect(as("admin")(`begin; set local role gatehouse_owner; ${sql}`)).rejects.toThrow(/is append-only/);
    await as("admin")("rollback");
  });
});

test("a stranger may not connect", async () => {
  await as("admin")(
    "drop role if exists gatehouse_test_stranger; create role gatehouse_test_stranger login password 'p'",
  );
  const url = new URL(database.adminUrl);
  url.username = "gatehouse_test_stranger";
  url.password = "p";
  const pool = connect(url.href, { poolSize: 1 });
  await expect(pool.raw("select 1")).rejects.toThrow(/permission denied for database/);
  await pool.destroy();
  await as("admin")("drop role gatehouse_test_stranger");
});
