import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import type { APIGatewayAuthorizerEvent } from "@gatehouse/lambda/events.ts";
import {
  accessClaims,
  clientId,
  issuer,
  signed,
  sub,
  type TestKey,
  testKey,
  username,
} from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { close, handler } from "./lambda.ts";
import { cable } from "./testing/cable.ts";
import { requestEvent, stageArn, tokenEvent } from "./testing/events.ts";
import { fakePool, poolId, send } from "./testing/fake-pool.ts";
import { until } from "./testing/until.ts";

let database: TestDatabase;
let admin: Knex;
let key: TestKey;
let pool: Awaited<ReturnType<typeof fakePool>>;
let line: Awaited<ReturnType<typeof cable>>;
let token: string;

beforeAll(async () => {
  [database, key] = await Promise.all([testDatabase(), testKey()]);
  pool = await fakePool([key]);
  line = await cable(database.url("gatehouse_authorizer"));
  admin = connect(database.adminUrl, { poolSize: 2 });
  await admin.raw(`
    insert into entitlements.tenants values ('corp');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('COGNITO', 'corp');
    insert into entitlements.roles (tenant, name) values ('corp', 'trader'), ('corp', 'clerk');
    insert into entitlements.permissions (tenant, name, method, resource, effect) values
      ('corp', 'read', 'GET', '/trades/*', 'Allow'), ('corp', 'frozen', '*', '/trades/frozen*', 'Deny'),
      ('corp', 'settle', 'POST', '/trades/*/settlement', 'Allow');
    insert into entitlements.role_permissions (tenant, role, permission)
      values ('corp', 'trader', 'read'), ('corp', 'trader', 'frozen'), ('corp', 'clerk', 'settle');
  `);
  Object.assign(process.env, {
    AUTHORIZER_USER_POOL_URL: pool.url,
    AUTHORIZER_USER_POOL_ID: poolId,
    AUTHORIZER_CLIENT_IDS: `another1client, ${clientId}`,
    AUTHORIZER_ISSUER: issuer,
    AUTHORIZER_DATABASE_URL: line.url,
    AUTHORIZER_ORIGIN: "http://localhost:8080/",
    GATEHOUSE_LOG_LEVEL: "silent",
  });
});
beforeEach(async () => {
  await admin.raw("delete from entitlements.user_roles; delete from entitlements.group_roles");
  await give("trader");
  Object.assign(pool, { behaviour: undefined, email: "alice@example.com", attributes: {} });
  pool.calls.length = 0;
  token = await signed(key);
});
afterEach(close);
afterAll(async () => {
  await admin.destroy();
  await Promise.all([pool.close(), line.close()]);
  await database.drop();
});

const give = (role: string) =>
  admin.raw("insert into entitlements.user_roles (tenant, username, role, granted_by) values ('corp', ?, ?, 'test')", [
    username,
    role,
  ]);
const take = (role: string) =>
  admin.raw("delete from entitlements.user_roles where username = ? and role = ?", [username, role]);

const ask = (
  event: APIGatewayAuthorizerEvent = requestEvent("GET", "/trades/1", { Authorization: `Bearer ${token}` }),
) => handler(event, { awsRequestId: "11111111-2222-4333-8444-555555555555" });

const decides = async (
  method: string,
  path: string,
  headers: Record<string, string> = { Authorization: `Bearer ${token}` },
) => {
  const { policyDocument } = await ask(requestEvent(method, path, headers));
  return evaluate(parsePolicy(policyDocument), {
    action: "execute-api:Invoke",
    resource: `${stageArn}/${method}${path}`,
  }).decision;
};

describe("a request is answered", () => {
  test("with the user, a policy for all of the user's grants and a context of strings", async () => {
    token = await signed(key, accessClaims({ jti: "jti-1", origin_jti: "origin-1", auth_time: 1_795_780_800 }));
    expect(await ask()).toEqual({
      principalId: username,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "execute-api:Invoke", Resource: [`${stageArn}/GET/trades/*`] },
          {
            Effect: "Deny",
            Action: "execute-api:Invoke",
            Resource: expect.arrayContaining([`${stageArn}/GET/trades/frozen*`]),
          },
        ],
      },
      context: {
        sub,
        email: "alice@example.com",
        username,
        clientId,
        tokenId: "jti-1",
        session: "origin-1",
        groups: "[]",
        authTime: "1795780800",
      },
    });
  });

  test("with the groups of the token, in ASCII", async () => {
    const groups = ["trading", 'a "b"', "Überwacher", "\u{1f600}\u007f"];
    token = await signed(key, accessClaims({ "cognito:groups": groups }));
    const { context } = await ask();
    expect(context?.groups).toBe(String.raw`["trading","a \"b\"","\u00dcberwacher","\ud83d\ude00\u007f"]`);
    expect(JSON.parse(String(context?.groups))).toEqual(groups);
  });

  test("with what the user's groups may do, each token for itself", async () => {
    await admin.raw(
      "insert into entitlements.group_roles (tenant, group_name, role, granted_by) values ('corp', 'clerks', 'clerk', 'test')",
    );
    await cached();
    const alone = token;
    const grouped = await signed(key, accessClaims({ "cognito:groups": ["others", "clerks"] }));
    const settles = (each: string) => decides("POST", "/trades/1/settlement", { Authorization: `Bearer ${each}` });
    for (const _ of [1, 2])
      expect([await settles(grouped), await settles(grouped), await settles(alone)]).toEqual([
        "allow",
        "allow",
        "implicitDeny",
      ]);
  });

  test("with variables that stand for what the pool knows of the user", async () => {
    await admin.raw(`
      insert into entitlements.permissions (tenant, name, method, resource, effect)
        values ('corp', 'own', 'GET', '/accounts/\${user.custom:account}/*', 'Allow') on conflict do nothing;
      insert into entitlements.role_permissions (tenant, role, permission) values ('corp', 'clerk', 'own') on conflict do nothing;
    `);
    await give("clerk");
    expect(await decides("GET", "/accounts/A-17/cash")).toBe("implicitDeny");
    pool.attributes = { "custom:account": "A-17" };
    token = await signed(key);
    expect(await decides("GET", "/accounts/A-17/cash")).toBe("allow");
    expect(await decides("GET", "/accounts/A-18/cash")).toBe("implicitDeny");
  });

  test("for a TOKEN event too", async () => {
    expect((await ask(tokenEvent(`Bearer ${token}`))).principalId).toBe(username);
  });

  test("for a user without an address, without one", async () => {
    pool.email = undefined;
    expect((await ask()).context).not.toHaveProperty("email");
  });

  test("for a user without roles with nothing allowed", async () => {
    await take("trader");
    expect((await ask()).policyDocument.Statement).toEqual([]);
  });

  test.each<[string, string, Record<string, string>, string]>([
    ["GET", "/trades/1", {}, "allow"],
    ["GET", "/trades/frozen-1", {}, "explicitDeny"],
    ["GET", "/trades/%66rozen-1", {}, "explicitDeny"],
    ["POST", "/trades/1/settlement", {}, "explicitDeny"],
    ["POST", "/trades/1/settlement", { "X-CSRF": "1", Origin: "https://evil.example" }, "explicitDeny"],
    ["POST", "/trades/1/settlement", { "X-CSRF": "1", Origin: "http://localhost:8080" }, "allow"],
  ])("with the cookie, %s %s and %j: %s", async (method, path, headers, decision) => {
    await give("clerk");
    expect(await decides(method, path, { Cookie: `__Host-access=${token}`, ...headers })).toBe(decision);
  });
});

describe("Unauthorized, in this one word, is the answer to", () => {
  test.each<[string, () => Record<string, string> | Promise<Record<string, string>>]>([
    ["no token", () => ({})],
    ["a token that was tampered with", () => ({ Authorization: `Bearer ${token.slice(0, -10)}AAAAAAAAAA` })],
    [
      "an expired token",
      async () => ({ Authorization: `Bearer ${await signed(key, accessClaims({}, Date.now() - 3_700_000))}` }),
    ],
    ["a foreign token", async () => ({ Authorization: `Bearer ${await signed(await testKey(key.kid))}` })],
    [
      "a revoked token",
      () => {
        pool.revoked.add(token);
        return { Authorization: `Bearer ${token}` };
      },
    ],
  ])("%s", async (_what, headers) => {
    await expect(ask(requestEvent("GET", "/trades/1", await headers()))).rejects.toThrow(/^Unauthorized$/);
  });
});

describe("an error, which the gateway answers with 500, is the answer when", () => {
  test.each<[string, (request: unknown, response: import("node:http").ServerResponse) => void]>([
    ["the pool is broken", (_, response) => send(response, 500, {})],
    ["the pool speaks nonsense", (_, response) => void response.end("nonsense")],
    [
      "the pool names another user",
      (_, response) =>
        send(response, 200, { Username: "CorpSAML_bob@example.com", UserAttributes: [{ Name: "sub", Value: sub }] }),
    ],
  ])("%s", async (_what, behaviour) => {
    expect(await ask()).toBeDefined();
    token = await signed(key);
    pool.behaviour = behaviour;
    await expect(ask()).rejects.toThrow(/pool/);
    await expect(ask()).rejects.not.toThrow(/^Unauthorized$/);
    pool.behaviour = undefined;
    token = await signed(key);
    expect(await ask()).toBeDefined();
  });

  test("the keys cannot be had", async () => {
    pool.behaviour = (_, response) => void response.writeHead(503).end();
    await expect(ask()).rejects.toThrow(/jwks\.json/);
  });

  test("the database does not answer, although the grants were cached; and not when it is back", async () => {
    await cached();
    line.cut();
    await until(async () => {
      const answer = ask(requestEvent("GET", "/trades/1", { Authorization: `Bearer ${await signed(key)}` }));
      return await answer.then(
        () => false,
        (error) => !/^Unauthorized$/.test(error.message),
      );
    });
    line.mend();
    await until(() =>
      ask().then(
        () => true,
        () => false,
      ),
    );
    expect(await decides("GET", "/trades/1")).toBe("allow");
  });

  test("the environment cannot be used", async () => {
    const { AUTHORIZER_ISSUER } = process.env;
    process.env.AUTHORIZER_ISSUER = "nowhere";
    await expect(ask()).rejects.toThrow(/AUTHORIZER_ISSUER/);
    process.env.AUTHORIZER_ISSUER = AUTHORIZER_ISSUER;
    expect(await ask()).toBeDefined();
  });

  test("the event is none of an API's", async () => {
    await expect(ask({ ...tokenEvent(`Bearer ${token}`), methodArn: "arn:aws:s3:::bucket" })).rejects.toThrow(
      /methodArn/,
    );
  });
});

const rows = async (): Promise<Record<string, unknown>[]> =>
  (await admin.raw("select * from audit.decisions order by id")).rows;
const lastCached = async () => (await rows()).at(-1)?.cached === true;

/** Grants are cached from the moment on that changes are heard of. */
const cached = () =>
  until(async () => {
    await ask();
    return await lastCached();
  });

describe("caches:", () => {
  test("the pool is asked once in five seconds for one token, however it is spelled by jti", async () => {
    await Promise.all([ask(), ask(), ask()]);
    await ask();
    expect(pool.calls.filter((call) => call === "GetUser")).toHaveLength(1);
    token = await signed(key);
    await ask();
    expect(pool.calls.filter((call) => call === "GetUser")).toHaveLength(2);
  });

  test("a change of entitlements decides the next request within a second, given and taken", async () => {
    await cached();
    for (const round of [1, 2, 3]) {
      await give("clerk");
      const given = performance.now();
      await until(async () => (await decides("POST", "/trades/1/settlement")) === "allow");
      expect([round, performance.now() - given < 1_000]).toEqual([round, true]);
      await take("clerk");
      const taken = performance.now();
      await until(async () => (await decides("POST", "/trades/1/settlement")) === "implicitDeny");
      expect([round, performance.now() - taken < 1_000]).toEqual([round, true]);
    }
  });
});

describe("the record of decisions", () => {
  beforeEach(async () => {
    await admin.raw(
      "set session_replication_role = replica; truncate audit.decisions; set session_replication_role = origin",
    );
  });

  test("holds who asked what, with which token, and what decided", async () => {
    const claims = accessClaims({ jti: "jti-9", origin_jti: "origin-9", "cognito:groups": ["desk", "desk"] });
    token = await signed(key, claims);
    await ask(requestEvent("GET", "/trades/frozen-1", { Authorization: `Bearer ${token}` }));
    await close();
    const applied = (permission: string, effect: string, method: string, resource: string) => ({
      role: "trader",
      permission,
      effect,
      method,
      resource,
      via: { kind: "user" },
      startsAt: null,
      endsAt: null,
    });
    expect(await rows()).toEqual([
      expect.objectContaining({
        request_id: "141d6671-99b4-40ca-9997-7a22f01eac74",
        route: "GET /trades/{tradeId}",
        method_arn: `${stageArn}/GET/trades/frozen-1`,
        method: "GET",
        path: "/trades/frozen-1",
        principal: username,
        token_id: "jti-9",
        session_id: "origin-9",
        client_id: clientId,
        grants: [applied("frozen", "Deny", "*", "/trades/frozen*"), applied("read", "Allow", "GET", "/trades/*")],
        effect: "Deny",
        decided_by: {
          decision: "explicitDeny",
          rule: "frozen",
          statement: {
            effect: "Deny",
            resources: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].map(
              (method) => `${stageArn}/${method}/trades/frozen*`,
            ),
          },
        },
        claims: {
          sub,
          username,
          client_id: clientId,
          "cognito:groups": ["desk", "desk"],
          scope: "aws.cognito.signin.user.admin openid",
          auth_time: claims.auth_time,
          origin_jti: "origin-9",
          jti: "jti-9",
        },
        cached: false,
      }),
    ]);
  });

  test("holds allowed, unauthorized and undecided requests; a TOKEN event by its invocation", async () => {
    await ask(tokenEvent(`Bearer ${token}`));
    await expect(ask(requestEvent())).rejects.toThrow();
    pool.behaviour = (_, response) => void response.destroy();
    token = await signed(key);
    await expect(ask()).rejects.toThrow();
    await close();
    expect(await rows()).toEqual([
      expect.objectContaining({
        request_id: "11111111-2222-4333-8444-555555555555",
        route: null,
        effect: "Allow",
        decided_by: {
          decision: "allow",
          rule: "read",
          statement: { effect: "Allow", resources: [`${stageArn}/GET/trades/*`] },
        },
      }),
      expect.objectContaining({
        effect: "Deny",
        principal: null,
        decided_by: { unauthorized: expect.stringContaining("neither") },
      }),
      expect.objectContaining({
        effect: "Deny",
        principal: username,
        decided_by: { error: expect.stringContaining("cannot be used") },
      }),
    ]);
  });

  test("keeps no request waiting while it cannot be written, and catches up", async () => {
    const blocker = await admin.transaction();
    await blocker.raw("lock table audit.decisions in access exclusive mode");
    for (const path of ["/trades/1", "/trades/2", "/trades/3"]) expect(await decides("GET", path)).toBe("allow");
    await blocker.rollback();
    await until(async () => (await rows()).length === 3);
    expect((await rows()).map(({ path, number }) => [path, number])).toEqual([
      ["/trades/1", "1"],
      ["/trades/2", "2"],
      ["/trades/3", "3"],
    ]);
  });
});
