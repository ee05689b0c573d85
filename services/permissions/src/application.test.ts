import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { interruptible } from "@gatehouse/db/testing/interruptible.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { type Answer, ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { start } from "./app.ts";

let database: TestDatabase;
let admin: Knex;
let running: Running;
let folder: string;
let socket: string;
const log = logger("permissions", { write: () => {} });

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  folder = mkdtempSync(join(tmpdir(), "permissions-"));
  socket = join(folder, "permissions.sock");
  const url = database.url("gatehouse_permissions");
  running = await start({ PERMISSIONS_LISTEN: { socket }, PERMISSIONS_DATABASE_URL: url }, { log });
});
afterAll(async () => {
  await running.close();
  await admin.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await admin.raw(`
    delete from entitlements.tenants;
    insert into entitlements.tenants values ('corp');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('COGNITO', 'corp');
    insert into entitlements.roles (tenant, name, description) values ('corp', 'trader', 'Trades'), ('corp', 'clerk', ''), ('corp', 'root', 'All');
    insert into entitlements.permissions (tenant, name, method, resource, effect) values
      ('corp', 'read', 'GET', '/trades/*', 'Allow'), ('corp', 'settle', 'POST', '/trades/*/settlement', 'Allow'),
      ('corp', 'freeze', '*', '/trades/frozen*', 'Deny'), ('corp', 'everything', '*', '/*', 'Allow');
    insert into entitlements.role_permissions (tenant, role, permission)
      values ('corp', 'trader', 'read'), ('corp', 'trader', 'freeze'), ('corp', 'clerk', 'read'), ('corp', 'root', 'everything');
    insert into entitlements.user_roles (tenant, username, role, granted_by) values
      ('corp', 'CorpSAML_alice@example.com', 'trader', 'setup'), ('corp', 'CorpSAML_bob@example.com', 'root', 'setup');
  `);
  const [{ id }] = (await admin.raw("select coalesce(max(id), 0) as id from audit.changes")).rows;
  recordedBefore = id;
});

let recordedBefore = 0;
const recorded = async () =>
  (
    await admin.raw(
      "select actor, action, subject, before, after, request_id from audit.changes where id > ? order by id",
      [recordedBefore],
    )
  ).rows;

const trusted = { "X-User-Id": "CorpSAML_bob@example.com", "X-Request-Id": "11111111-2222-3333-4444-555555555555" };
const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(socket, path, {
    method,
    headers: { ...trusted, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

const problem = ({ status, headers, text }: Answer) => {
  expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
  const told = JSON.parse(text);
  expect(told).toMatchObject({ type: "about:blank", status, requestId: expect.any(String) });
  return told;
};

describe("reading", () => {
  test("a user's permissions, with the roles that they come from", async () => {
    await send("PUT", "/users/CorpSAML_alice@example.com/roles/clerk");
    const answer = await send("GET", "/users/CorpSAML_alice@example.com/permissions");
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      userId: "CorpSAML_alice@example.com",
      groups: { names: [], from: "unknown" },
      permissions: [
        {
          name: "freeze",
          method: "*",
          resource: "/trades/frozen*",
          effect: "Deny",
          roles: ["trader"],
          inForce: true,
          sources: [{ role: "trader", inForce: true }],
        },
        {
          name: "read",
          method: "GET",
          resource: "/trades/*",
          effect: "Allow",
          roles: ["clerk", "trader"],
          inForce: true,
          sources: [
            { role: "clerk", inForce: true },
            { role: "trader", inForce: true },
          ],
        },
      ],
    });
  });

  test("a user's roles, with who granted them", async () => {
    const answer = await send("GET", "/users/CorpSAML_alice%40example.com/roles");
    expect(JSON.parse(answer.text)).toEqual({
      userId: "CorpSAML_alice@example.com",
      roles: [
        {
          name: "trader",
          description: "Trades",
          grantedBy: "setup",
          grantedAt: expect.stringMatching(/^\d{4}-.*Z$/),
          etag: expect.stringMatching(/^"\d+"$/),
        },
      ],
    });
  });

  test.each(["permissions", "roles"])("of somebody who has nothing, an empty list: %s", async (what) => {
    const answer = await send("GET", `/users/nobody/${what}`);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ userId: "nobody", [what]: [] });
  });
});

describe("each change is made and recorded", () => {
  const who = { actor: trusted["X-User-Id"], request_id: trusted["X-Request-Id"] };
  test.each<[string, string, object | undefined, number, object, string]>([
    [
      "POST",
      "/roles",
      { name: "auditor", description: "Reads" },
      201,
      { action: "CreateRole", subject: "role/auditor", before: null, after: { name: "auditor", description: "Reads" } },
      "select 1 from entitlements.roles where name = 'auditor'",
    ],
    [
      "POST",
      "/permissions",
      { name: "p.1", method: "DELETE", resource: "/a?/*", effect: "Deny" },
      201,
      {
        action: "CreatePermission",
        subject: "permission/p.1",
        before: null,
        after: { name: "p.1", method: "DELETE", resource: "/a?/*", effect: "Deny" },
      },
      "select 1 from entitlements.permissions where name = 'p.1' and effect = 'Deny'",
    ],
    [
      "PUT",
      "/users/CorpSAML_carol@example.com/roles/clerk",
      undefined,
      204,
      {
        action: "AssignRole",
        subject: "user/CorpSAML_carol@example.com",
        before: null,
        after: expect.objectContaining({ role: "clerk" }),
      },
      "select 1 from entitlements.user_roles where username = 'CorpSAML_carol@example.com' and granted_by = 'CorpSAML_bob@example.com'",
    ],
    [
      "DELETE",
      "/users/CorpSAML_alice@example.com/roles/trader",
      undefined,
      204,
      {
        action: "RemoveRole",
        subject: "user/CorpSAML_alice@example.com",
        before: expect.objectContaining({ role: "trader", grantedBy: "setup" }),
        after: null,
      },
      "select 1 where not exists (select from entitlements.user_roles where role = 'trader')",
    ],
    [
      "PUT",
      "/roles/clerk/permissions/settle",
      undefined,
      204,
      { action: "AssignPermission", subject: "role/clerk", before: null, after: { permission: "settle" } },
      "select 1 from entitlements.role_permissions where role = 'clerk' and permission = 'settle'",
    ],
    [
      "DELETE",
      "/roles/clerk/permissions/read",
      undefined,
      204,
      { action: "RemovePermission", subject: "role/clerk", before: { permission: "read" }, after: null },
      "select 1 where not exists (select from entitlements.role_permissions where role = 'clerk')",
    ],
  ])("%s %s", async (method, path, body, status, record, proof) => {
    const answer = await send(method, path, body);
    expect(answer.status).toBe(status);
    if (body) expect(JSON.parse(answer.text)).toEqual(body);
    else expect(answer.text).toBe("");
    expect(await recorded()).toEqual([{ ...who, ...record }]);
    expect((await admin.raw(proof)).rows).toHaveLength(1);
  });

  test("a repeated PUT or DELETE is answered alike and records nothing more", async () => {
    for (const [method, path] of [
      ["PUT", "/users/x/roles/clerk"],
      ["DELETE", "/users/x/roles/clerk"],
      ["PUT", "/roles/clerk/permissions/settle"],
      ["DELETE", "/roles/clerk/permissions/settle"],
    ] as const) {
      expect((await send(method, path)).status).toBe(204);
      const once = await recorded();
      expect((await send(method, path)).status).toBe(204);
      expect(await recorded()).toEqual(once);
    }
    expect(await recorded()).toHaveLength(4);
  });

  test("of many at once one makes the change, and it is recorded once", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => send("PUT", "/users/x/roles/clerk")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await recorded()).toHaveLength(1);
    const created = await Promise.all(Array.from({ length: 12 }, () => send("POST", "/roles", { name: "raced" })));
    expect(created.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
  });

  test("a change that cannot be recorded is not made", async () => {
    await admin.raw("revoke insert (actor) on audit.changes from gatehouse_permissions");
    const answer = await send("PUT", "/users/x/roles/clerk");
    await admin.raw("grant insert (actor) on audit.changes to gatehouse_permissions");
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("audit");
    expect((await admin.raw("select from entitlements.user_roles where username = 'x'")).rows).toHaveLength(0);
  });
});

describe("unknown and taken names", () => {
  test.each([
    ["PUT", "/users/x/roles/absent", undefined, 404, "There is no role named absent."],
    ["DELETE", "/users/x/roles/absent", undefined, 404, "There is no role named absent."],
    ["PUT", "/roles/absent/permissions/read", undefined, 404, "There is no role named absent."],
    ["PUT", "/roles/clerk/permissions/absent", undefined, 404, "There is no permission named absent."],
    ["DELETE", "/roles/absent/permissions/read", undefined, 404, "There is no role named absent."],
    ["DELETE", "/roles/clerk/permissions/absent", undefined, 404, "There is no permission named absent."],
    ["POST", "/roles", { name: "clerk" }, 409, "There is a role named clerk already."],
    [
      "POST",
      "/permissions",
      { name: "read", method: "GET", resource: "/x", effect: "Allow" },
      409,
      "There is a permission named read already.",
    ],
    ["GET", "/roles/clerk/x", undefined, 404, "There is nothing at this path."],
    ["PUT", "/ROLES/clerk/permissions/read", undefined, 404, "There is nothing at this path."],
    ["GET", "/users/x/roles/", undefined, 404, "There is nothing at this path."],
    ["PUT", "/roles", undefined, 405, "This path has no such method."],
  ])("%s %s %o", async (method, path, body, status, detail) => {
    const answer = await send(method, path, body);
    expect(answer.status).toBe(status);
    expect(problem(answer).detail).toBe(detail);
    expect(await recorded()).toEqual([]);
  });
});

describe("a bad path parameter", () => {
  test.each([
    ["PUT", "/users/x/roles/a%20b", "role"],
    ["PUT", "/users/a%20b/roles/clerk", "userId"],
    ["PUT", "/users/a%00b/roles/clerk", "userId"],
    ["PUT", "/users/*/roles/clerk", "userId"],
    ["PUT", `/users/${"x".repeat(129)}/roles/clerk`, "userId"],
    ["PUT", "/users/x/roles/__proto__", "role"],
    ["PUT", "/users/x/roles/%27%3Bdrop%20table%20roles", "role"],
    ["PUT", "/roles/clerk/permissions/a%2Fb", "permission"],
  ])("%s %s is named", async (method, path, field) => {
    const answer = await send(method, path);
    expect(answer.status).toBe(400);
    expect(problem(answer).errors).toEqual([{ field, reason: expect.stringContaining("expected") }]);
  });

  test.each(["/users/%/roles", "/users/%ZZ/roles", "/users/%C3%28/roles", "/users/%ED%A0%80/roles"])(
    "%s is refused",
    async (path) => {
      const answer = await send("GET", path);
      expect(answer.status).toBe(400);
      problem(answer);
    },
  );

  test("a name in any script is fine", async () => {
    const path = `/users/${encodeURIComponent("CorpSAML_zoë+李@example.com")}/roles/clerk`;
    expect((await send("PUT", path)).status).toBe(204);
    expect((await recorded())[0].subject).toBe("user/CorpSAML_zoë+李@example.com");
  });
});

describe("a bad body", () => {
  const good = { name: "p", method: "GET", resource: "/x", effect: "Allow" };
  test.each<[string, unknown, string, RegExp]>([
    ["no name", { ...good, name: undefined }, "name", /expected a name/],
    ["a list as the name", { ...good, name: ["a"] }, "name", /expected a name/],
    ["an object as the name", { ...good, name: { $ne: 1 } }, "name", /expected a name/],
    ["a NUL in the name", '{"name":"a\\u0000","method":"GET","resource":"/x","effect":"Allow"}', "name", /letters/],
    ["an unpaired surrogate", '{"name":"a\\ud800","method":"GET","resource":"/x","effect":"Allow"}', "name", /letters/],
    ["a long name", { ...good, name: "x".repeat(65) }, "name", /1 to 64/],
    ["an unknown method", { ...good, method: "get" }, "method", /expected one of GET/],
    ["a resource without a slash", { ...good, resource: "x" }, "resource", /starts with \//],
    ["a resource that is a full ARN", { ...good, resource: "arn:aws:execute-api:*" }, "resource", /starts with \//],
    ["a resource that is too long", { ...good, resource: `/${"x".repeat(256)}` }, "resource", /at most 256/],
    ["ten thousand stars", { ...good, resource: `/${"*".repeat(5_000)}` }, "resource", /at most/],
    ["an unknown effect", { ...good, effect: "allow" }, "effect", /Allow or Deny/],
    ["an unknown member", { ...good, is_system: true }, "body", /is_system/],
    [
      "a member given twice",
      '{"name":"p","method":"GET","resource":"/x","effect":"Deny","effect":"Allow"}',
      "body",
      /given twice/,
    ],
    ["__proto__", '{"name":"p","method":"GET","resource":"/x","effect":"Allow","__proto__":{}}', "body", /__proto__/],
    ["deep nesting", `{"name":${"[".repeat(3_000)}${"]".repeat(3_000)}}`, "body", /levels/],
    ["a list", [good], "body", /./],
    ["null", "null", "body", /./],
    ["broken JSON", "{", "body", /expected JSON/],
    ["nothing", "", "body", /expected JSON/],
  ])("%s is refused with the field and the reason", async (_case, body, field, reason) => {
    const answer = await send("POST", "/permissions", body);
    expect(answer.status).toBe(400);
    const faults: { field: string; reason: string }[] = problem(answer).errors;
    expect(faults.map((fault) => fault.field)).toContain(field);
    expect(faults.find((fault) => fault.field === field)!.reason).toMatch(reason);
    expect(await recorded()).toEqual([]);
  });

  test("and a good one is accepted", async () => {
    expect((await send("POST", "/permissions", good)).status).toBe(201);
    expect(
      (await send("POST", "/roles", { name: "r" }, { "Content-Type": 'application/json; charset="UTF-8"' })).status,
    ).toBe(201);
  });

  test.each([
    ["text/plain"],
    ["application/x-www-form-urlencoded"],
    ["application/json; charset=utf-16"],
    ["application/jsonx"],
    [""],
  ])("content type %s is refused", async (type) => {
    const answer = await send("POST", "/roles", { name: "r" }, { "Content-Type": type });
    expect(answer.status).toBe(415);
    problem(answer);
  });

  test("a compressed or a long body is refused", async () => {
    expect((await send("POST", "/roles", { name: "r" }, { "Content-Encoding": "gzip" })).status).toBe(415);
    expect((await send("POST", "/roles", { name: "r", description: "x".repeat(11_000) })).status).toBe(413);
  });
});

describe("who asks", () => {
  test("must be told by the gateway", async () => {
    const answer = await ask(socket, "/users/x/roles/clerk", { method: "PUT" });
    expect(answer.status).toBe(400);
    expect(problem(answer).errors).toEqual([{ field: "X-User-Id", reason: expect.any(String) }]);
    expect((await send("PUT", "/users/x/roles/clerk")).status).toBe(204);
  });
});

test("a database that cannot be reached is a 503, and the service recovers by itself", async () => {
  const way = await interruptible(database.url("gatehouse_permissions"));
  const other = join(folder, "interrupted.sock");
  const service = await start({ PERMISSIONS_LISTEN: { socket: other }, PERMISSIONS_DATABASE_URL: way.url }, { log });
  const read = () => ask(other, "/users/x/roles", { headers: trusted });
  expect((await read()).status).toBe(200);
  await way.cut();
  for (const path of ["/users/x/roles", "/users/x/permissions"]) {
    const refused = await ask(other, path, { headers: trusted });
    expect(refused.status).toBe(503);
    expect(refused.headers["retry-after"]).toBe("1");
    expect(problem(refused).detail).toMatch(/cannot be reached/);
  }
  const change = await ask(other, "/users/x/roles/clerk", { method: "PUT", headers: trusted });
  expect(change.status).toBe(503);
  expect((await ask(other, "/readyz")).status).toBe(503);
  expect((await ask(other, "/livez")).status).toBe(200);
  await way.mend();
  expect((await read()).status).toBe(200);
  expect((await ask(other, "/readyz")).status).toBe(200);
  await service.close();
  await way.cut();
});
