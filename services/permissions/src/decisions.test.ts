import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
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
const [alice, bob, eve] = ["CorpSAML_alice@example.com", "CorpSAML_bob@example.com", "OtherSAML_eve@example.com"];

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  folder = mkdtempSync(join(tmpdir(), "permissions-"));
  socket = join(folder, "permissions.sock");
  const settings = { PERMISSIONS_LISTEN: { socket }, PERMISSIONS_DATABASE_URL: database.url("gatehouse_permissions") };
  running = await start(settings, { log: logger("permissions", { write: () => {} }) });
  await admin.raw(`
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('OtherSAML', 'other');
  `);
});
beforeEach(async () => {
  await admin.raw(`
    set session_replication_role = replica;
    truncate audit.decisions, audit.recorders, user_pool.sign_in_legs, user_pool.sign_in_attempts;
    set session_replication_role = origin;
  `);
});
afterAll(async () => {
  await running.close();
  await admin.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const get = (path: string, as = bob): Promise<Answer> => ask(socket, path, { headers: { "X-User-Id": as } });
const read = async (path: string, as = bob) => {
  const answer = await get(path, as);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return JSON.parse(answer.text);
};
const asked = (filter: Record<string, string>) => `?${new URLSearchParams(filter)}`;

interface Given {
  readonly role: string;
  readonly permission: string;
  readonly effect?: string;
  readonly group?: string;
}
const grant = ({ role, permission, effect = "Allow", group }: Given) => ({
  role,
  permission,
  effect,
  method: "GET",
  resource: "/trades/*",
  via: group === undefined ? { kind: "user" } : { kind: "group", group },
  startsAt: null,
  endsAt: null,
});

const record = async (changes: Record<string, unknown> = {}, grants: readonly Given[] = []) => {
  const request_id = randomUUID();
  await admin("audit.decisions").insert({
    request_id,
    route: "GET /trades/{tradeId}",
    method_arn: "arn:aws:execute-api:us-east-1:000000000000:gatehouse0/local/GET/trades/1",
    method: "GET",
    path: "/trades/1",
    principal: alice,
    effect: "Allow",
    cached: false,
    decided_by: JSON.stringify({ decision: "allow", rule: "read" }),
    grants: JSON.stringify(grants.map(grant)),
    ...changes,
  });
  return request_id;
};
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const listed = async (filter: Record<string, string> = {}, as = bob) =>
  (await read(`/decisions${asked(filter)}`, as)).decisions.map(({ requestId }: { requestId: string }) => requestId);

describe("the list of decisions", () => {
  test("tells of each in short, the newest first", async () => {
    const first = await record();
    const second = await record({
      effect: "Deny",
      route: null,
      decided_by: '{"unauthorized":"no token"}',
      cached: true,
    });
    const { decisions } = await read("/decisions");
    expect(decisions).toEqual([
      {
        requestId: second,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        method: "GET",
        path: "/trades/1",
        user: alice,
        effect: "Deny",
        decidedBy: { unauthorized: "no token" },
        cached: true,
      },
      expect.objectContaining({ requestId: first, route: "GET /trades/{tradeId}", effect: "Allow" }),
    ]);
  });

  test("is filtered by user, effect, route and time", async () => {
    const old = await record({ at: daysAgo(10) });
    const ofBob = await record({ principal: bob });
    const denied = await record({ effect: "Deny" });
    const settled = await record({ route: "POST /trades/{tradeId}", method: "POST" });
    expect(await listed()).toEqual([settled, denied, ofBob, old]);
    expect(await listed({ user: bob })).toEqual([ofBob]);
    expect(await listed({ user: "CorpSAML_nobody" })).toEqual([]);
    expect(await listed({ effect: "Deny" })).toEqual([denied]);
    expect(await listed({ route: "GET /trades/{tradeId}" })).toEqual([denied, ofBob, old]);
    expect(await listed({ route: "/trades/{tradeId}" })).toEqual([settled, denied, ofBob, old]);
    expect(await listed({ route: "/trades" })).toEqual([]);
    expect(await listed({ since: daysAgo(5) })).toEqual([settled, denied, ofBob]);
    expect(await listed({ until: daysAgo(5) })).toEqual([old]);
    expect(await listed({ since: daysAgo(5), user: alice, effect: "Allow" })).toEqual([settled]);
  });

  test("comes in pages that neither repeat nor skip one, whatever is decided meanwhile", async () => {
    const ids: string[] = [];
    const moment = daysAgo(1);
    for (let made = 0; made < 5; made++) ids.unshift(await record({ at: moment }));
    const first = await read("/decisions?limit=2");
    await record();
    const second = await read(`/decisions${asked({ limit: "2", cursor: first.next })}`);
    const third = await read(`/decisions${asked({ limit: "2", cursor: second.next })}`);
    const pages = [first, second, third].flatMap(({ decisions }) => decisions);
    expect(pages.map(({ requestId }) => requestId)).toEqual(ids);
    expect(third).not.toHaveProperty("next");
    expect((await get(`/decisions${asked({ cursor: first.next, effect: "Deny" })}`)).status).toBe(400);
    expect((await get(`/decisions${asked({ limit: "2", cursor: first.next })}`, eve)).status).toBe(400);
  });

  test("is the caller's tenant's alone", async () => {
    const [ofAlice, ofEve] = [await record(), await record({ principal: eve })];
    await record({ principal: "NobodySAML_x" });
    await record({ principal: null });
    expect(await listed()).toEqual([ofAlice]);
    expect(await listed({}, eve)).toEqual([ofEve]);
    expect(await listed({ user: eve })).toEqual([]);
  });

  test.each([
    ["effect=allow", "effect"],
    ["route=trades", "route"],
    ["since=yesterday", "since"],
    ["until=2026-01-01", "until"],
    ["user=a%00b", "user"],
    ["limit=201", "limit"],
    ["sort=path", "sort"],
    ["effect=Allow&effect=Deny", "effect"],
  ])("refuses %s, and names it", async (query, field) => {
    const answer = await get(`/decisions?${query}`);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).errors).toEqual([{ field, reason: expect.stringContaining("expected") }]);
    expect((await get("/decisions?effect=Allow")).status).toBe(200);
  });
});

const origin = "140f8060-aaaa-4bbb-8ccc-000000000001";
const signedIn = async (username: string) => {
  const id = randomUUID();
  await admin("user_pool.sign_in_attempts").insert({
    id,
    started_at: daysAgo(0),
    ended_at: "2026-11-27T12:00:00Z",
    outcome: "success",
    client_id: "client1",
    provider: username.split("_")[0],
    username,
    origin_jti: origin,
  });
  const leg = {
    outcome: { code: "success" },
    assertion: { nameId: "alice@example.com", attributes: { desk: ["fx"] } },
    attributes: { "custom:desk": "fx" },
    response: "<saml:NameID>",
  };
  await admin("user_pool.sign_in_legs").insert({ attempt_id: id, request_id: "r", leg: JSON.stringify(leg) });
  return id;
};

describe("one decision", () => {
  const claims = {
    sub: "s",
    username: alice,
    client_id: "client1",
    "cognito:groups": ["desk"],
    origin_jti: origin,
    jti: "j",
  };
  const asTold = (session_id: string | null) => ({
    session_id,
    token_id: "j",
    client_id: "client1",
    claims: JSON.stringify(claims),
  });
  const given = { role: "trader", permission: "read" };

  test("is told from the assertion to the statement", async () => {
    const attemptId = await signedIn(alice);
    const requestId = await record(asTold(origin), [given]);
    expect(await read(`/decisions/${requestId}`)).toEqual({
      requestId,
      at: expect.any(String),
      route: "GET /trades/{tradeId}",
      method: "GET",
      path: "/trades/1",
      methodArn: expect.stringContaining("/GET/trades/1"),
      user: alice,
      effect: "Allow",
      cached: false,
      signIn: {
        attemptId,
        at: "2026-11-27T12:00:00+00:00",
        provider: "CorpSAML",
        username: alice,
        clientId: "client1",
        assertion: { nameId: "alice@example.com", attributes: { desk: ["fx"] } },
        attributes: { "custom:desk": "fx" },
      },
      claims,
      grants: [grant(given)],
      decidedBy: { decision: "allow", rule: "read" },
      tokenId: "j",
      session: origin,
      clientId: "client1",
    });
  });

  test.each([
    ["whose sign-in is kept no more", origin],
    ["of another pool's session", "not-a-uuid"],
    ["whose token names no session", null],
  ])("%s is told without it", async (_what, session) => {
    const answer = await read(`/decisions/${await record(asTold(session), [given])}`);
    expect(answer).not.toHaveProperty("signIn");
    expect(answer).toMatchObject({ claims, user: alice });
  });

  test("is told without a sign-in that is another tenant's, whatever the token says", async () => {
    await signedIn(eve);
    const requestId = await record(asTold(origin));
    expect(await read(`/decisions/${requestId}`)).not.toHaveProperty("signIn");
    const ofEve = await record({ ...asTold(origin), principal: eve });
    expect((await read(`/decisions/${ofEve}`, eve)).signIn).toMatchObject({ username: eve });
  });

  test("of another tenant is as one that was never made", async () => {
    const requestId = await record({ principal: eve });
    expect((await get(`/decisions/${requestId}`, eve)).status).toBe(200);
    const [hidden, absent] = [await get(`/decisions/${requestId}`), await get(`/decisions/${randomUUID()}`)];
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    const told = ({ text }: Answer) => ({ ...JSON.parse(text), requestId: undefined });
    expect(told(hidden)).toEqual(told(absent));
  });

  test("is not asked for by an id that no request has", async () => {
    expect((await get("/decisions/a%00b")).status).toBe(400);
    expect((await get(`/decisions/${"x".repeat(129)}`)).status).toBe(400);
  });
});

describe("unused grants", () => {
  beforeEach(async () => {
    await admin.raw(`
      delete from entitlements.roles;
      delete from entitlements.permissions;
      insert into entitlements.roles (tenant, name) values ('corp', 'trader'), ('corp', 'clerk'), ('other', 'trader');
      insert into entitlements.permissions (tenant, name, method, resource, effect) values
        ('corp', 'read', 'GET', '/trades/*', 'Allow'), ('corp', 'settle', 'POST', '/trades/*/settlement', 'Allow'),
        ('corp', 'freeze', '*', '/trades/frozen*', 'Deny'), ('other', 'read', 'GET', '/trades/*', 'Allow');
      insert into entitlements.role_permissions (tenant, role, permission) values
        ('corp', 'trader', 'read'), ('corp', 'trader', 'freeze'), ('corp', 'clerk', 'settle'), ('other', 'trader', 'read');
      insert into entitlements.group_roles (tenant, group_name, role, granted_by, granted_at) values
        ('corp', 'desk', 'trader', 'setup', now() - interval '90 days');
      insert into entitlements.user_roles (tenant, username, role, granted_by, granted_at) values
        ('corp', '${alice}', 'trader', 'setup', now() - interval '90 days'),
        ('corp', '${alice}', 'clerk', 'setup', now() - interval '90 days'),
        ('other', '${eve}', 'trader', 'setup', now() - interval '90 days');
    `);
  });
  interface Unused {
    readonly user?: string;
    readonly group?: string;
    readonly role: string;
    readonly needed: boolean;
    readonly permissions: string[];
  }
  const unused = async (filter: Record<string, string> = {}, as = bob) =>
    (await read(`/unused${asked(filter)}`, as)).grants.map(({ user, group, role, needed, permissions }: Unused) => [
      user ?? group,
      role,
      needed,
      permissions,
    ]);
  const read_ = { role: "trader", permission: "read" };
  const freeze = { role: "trader", permission: "freeze", effect: "Deny" };

  test("are all of them while nothing was decided", async () => {
    const { grants, ...rest } = await read("/unused");
    expect(rest).toEqual({ lost: 0 });
    expect(grants).toEqual([
      {
        group: "desk",
        role: "trader",
        grantedBy: "setup",
        grantedAt: expect.any(String),
        needed: false,
        permissions: ["freeze", "read"],
      },
      expect.objectContaining({ user: alice, role: "clerk", needed: false, permissions: ["settle"] }),
      expect.objectContaining({ user: alice, role: "trader", needed: false, permissions: ["freeze", "read"] }),
    ]);
  });

  test.each<[string, Record<string, unknown>, Given[], [string, boolean, string[]][]]>([
    ["an Allow that allowed", {}, [read_], [["trader", true, ["freeze"]]]],
    [
      "a Deny that denied, and not the Allow beneath it",
      { effect: "Deny" },
      [read_, freeze],
      [["trader", true, ["read"]]],
    ],
    ["all that was there for it", {}, [read_, { role: "clerk", permission: "settle" }], [["trader", true, ["freeze"]]]],
    ["nothing of another user", { principal: bob }, [read_], [["trader", false, ["freeze", "read"]]]],
    ["nothing where it was refused", { effect: "Deny" }, [read_], [["trader", false, ["freeze", "read"]]]],
  ])("a decision needed %s", async (what, changes, grants, expected) => {
    await record(changes, grants);
    const clerk = what.startsWith("all") ? [] : [[alice, "clerk", false, ["settle"]]];
    expect(await unused()).toEqual([
      ["desk", "trader", false, ["freeze", "read"]],
      ...clerk,
      ...expected.map((row) => [alice, ...row]),
    ]);
  });

  test("a grant to a group is needed by whoever is in it, and is not the user's own", async () => {
    await record({ principal: bob }, [{ ...read_, group: "desk" }]);
    await record({}, [{ ...read_, group: "elsewhere" }]);
    expect((await unused())[0]).toEqual(["desk", "trader", true, ["freeze"]]);
    expect((await unused())[2]).toEqual([alice, "trader", false, ["freeze", "read"]]);
  });

  test("are those of a period, in which they counted", async () => {
    await record({ at: daysAgo(10) }, [read_]);
    expect((await unused({ since: daysAgo(20) })).at(-1)).toEqual([alice, "trader", true, ["freeze"]]);
    expect((await unused({ since: daysAgo(5) })).at(-1)).toEqual([alice, "trader", false, ["freeze", "read"]]);
    expect((await unused({ until: daysAgo(15) })).at(-1)).toEqual([alice, "trader", false, ["freeze", "read"]]);
    expect(await unused({ until: daysAgo(100) })).toEqual([]);
    await admin("entitlements.user_roles")
      .where({ role: "clerk" })
      .update({ ends_at: daysAgo(30) });
    expect(await unused({ since: daysAgo(20) })).toHaveLength(2);
    expect(await unused({ since: daysAgo(40) })).toHaveLength(3);
  });

  test("come in pages, and from no other tenant", async () => {
    const first = await read("/unused?limit=1");
    const second = await read(`/unused${asked({ limit: "2", cursor: first.next })}`);
    expect([...first.grants, ...second.grants].map(({ role }) => role)).toEqual(["trader", "clerk", "trader"]);
    expect(second).not.toHaveProperty("next");
    await record({ principal: eve }, [read_]);
    expect(await unused({}, eve)).toEqual([]);
    expect(await unused()).toHaveLength(3);
  });

  test("prove less where decisions were lost, which is told", async () => {
    await admin("audit.recorders").insert({ instance: randomUUID(), numbered: 7, closed_at: daysAgo(0) });
    expect((await read("/unused")).lost).toBe(7);
    expect((await read(`/unused${asked({ until: daysAgo(1) })}`)).lost).toBe(0);
  });
});
