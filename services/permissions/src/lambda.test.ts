import { generateKeyPairSync } from "node:crypto";
import { readCheckpoints } from "@gatehouse/audit-chain/read-checkpoints.ts";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { APIGatewayProxyEvent, Context } from "@gatehouse/lambda/events.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { application } from "./application.ts";
import { checkpoints } from "./checkpoints/checkpoints.ts";
import { behindProxy, withTrustedHeaders } from "./lambda.ts";

const event = (more: object = {}, authorizer: object | undefined = { principalId: "CorpSAML_bob@example.com" }) =>
  ({
    httpMethod: "POST",
    path: "/roles",
    resource: "/roles",
    headers: { "Content-Type": "application/json" },
    multiValueHeaders: { "Content-Type": ["application/json"] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: JSON.stringify({ name: "made-on-lambda" }),
    isBase64Encoded: false,
    requestContext: {
      requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      authorizer,
      identity: { sourceIp: "192.0.2.1" },
    },
    ...more,
  }) as unknown as APIGatewayProxyEvent;

describe("the headers that the service trusts", () => {
  const spoofed = [
    ...["X-User-Id", "x-user-id", "X_USER_ID", "X-User-Sub", "X-User-Groups", "x_user_auth_time"],
    ...["X-Request-Id", "x-request_id", "X-Forwarded-For", "x_forwarded_for"],
  ];

  test.each(spoofed)("never come from the client: %s", (name) => {
    const headers = { [name]: "mallory", Accept: "*/*" };
    const multiValueHeaders = { [name]: ["mallory", "eve"], Accept: ["*/*"] };
    const { headers: single, multiValueHeaders: multiple } = withTrustedHeaders(event({ headers, multiValueHeaders }));
    expect(JSON.stringify([single, multiple])).not.toMatch(/mallory|eve/);
    expect(single).toEqual({
      Accept: "*/*",
      "X-User-Id": "CorpSAML_bob@example.com",
      "X-Forwarded-For": "192.0.2.1",
      "X-Request-Id": expect.any(String),
    });
    expect(multiple).toEqual({
      Accept: ["*/*"],
      "X-User-Id": ["CorpSAML_bob@example.com"],
      "X-Forwarded-For": ["192.0.2.1"],
      "X-Request-Id": [expect.any(String)],
    });
  });

  test("are missing where no authorizer has spoken", () => {
    const headers = withTrustedHeaders(event({ headers: { "x-user-id": "mallory" } }, null as never)).headers;
    expect(headers).toEqual({
      "X-Forwarded-For": "192.0.2.1",
      "X-Request-Id": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    });
  });

  test("tell groups and the time of the sign-in as the authorizer's context does", () => {
    const authorizer = { principalId: "CorpSAML_bob@example.com", groups: '["staff"]', authTime: "1767225600" };
    const { headers } = withTrustedHeaders(event({ headers: { "X-User-Groups": '["root"]' } }, authorizer));
    expect(headers).toMatchObject({ "X-User-Groups": '["staff"]', "X-User-Auth-Time": "1767225600" });
  });
});

describe("on Lambda", () => {
  let database: TestDatabase;
  let admin: Knex;
  let knex: Knex;
  beforeAll(async () => {
    database = await testDatabase();
    admin = connect(database.adminUrl);
    await admin.raw(
      "insert into entitlements.tenants values ('corp'); insert into entitlements.providers values ('CorpSAML', 'corp')",
    );
    knex = connect(database.url("gatehouse_permissions"), { poolSize: 1 });
  });
  afterAll(async () => {
    await knex.destroy();
    await admin.destroy();
    await database.drop();
  });

  const handler = behindProxy(() =>
    application({ knex, log: logger("permissions", { write: () => {} }), now: Date.now }),
  );

  test("the same service answers, and records the authorizer's principal", async () => {
    const result = await handler(event(), {} as Context);
    expect(result.statusCode).toBe(201);
    expect(JSON.parse(result.body)).toEqual({ name: "made-on-lambda", description: "" });
    const { rows } = await admin.raw("select actor, request_id from audit.changes");
    expect(rows).toEqual([{ actor: "CorpSAML_bob@example.com", request_id: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef" }]);
  });

  test("a principal of nobody's tenant is refused", async () => {
    const result = await handler(event({}, { principalId: "Nobody_eve" }), {} as Context);
    expect(result.statusCode).toBe(403);
  });

  test("what was changed is signed before the answer, into the log", async () => {
    const lines: string[] = [];
    const log = logger("permissions", { write: (line) => void lines.push(line) });
    const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const world = { knex, log, now: Date.now };
    const signing = behindProxy(() => application(world), checkpoints(knex, { key: key.privateKey }, log));
    await signing(event({ body: JSON.stringify({ name: "signed-on-lambda" }) }), {} as Context);
    const { checkpoints: made, findings } = await readCheckpoints(lines.join(""), [key.publicKey]);
    expect(findings).toEqual([]);
    const { rows } = await admin.raw("select tenant, seq::int, encode(hash, 'hex') as hash from audit.chains");
    expect(made.map(({ tenant, seq, hash }) => ({ tenant, seq, hash }))).toEqual(rows);
    await signing(event({ httpMethod: "GET", body: null }), {} as Context);
    expect((await readCheckpoints(lines.join(""), [key.publicKey])).checkpoints).toEqual(made);
  });

  test("a request without a principal is refused", async () => {
    const result = await handler(
      event({ headers: { "X-User-Id": "mallory", "Content-Type": "application/json" } }, null as never),
      {} as Context,
    );
    expect(result.statusCode).toBe(400);
  });
});
