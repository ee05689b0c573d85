// How fresh decisions are while several authorizers are busy: docs/architecture.md, The wire between gateway and services.
import { setTimeout as pause } from "node:timers/promises";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { logger } from "@gatehouse/http/log.ts";
import { evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { clientId, issuer, signed, testKey, username } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { type Authorizer, openAuthorizer } from "./app.ts";
import { requestEvent } from "./testing/events.ts";
import { fakePool, poolId } from "./testing/fake-pool.ts";
import { until } from "./testing/until.ts";

interface Asked {
  /** When the request began, in milliseconds. */
  readonly at: number;
  /** `error` when nothing could be decided, which allows nothing either: the machine may be busy with something else. */
  readonly outcome: "allow" | "explicitDeny" | "implicitDeny" | "error";
}

/** 200 requests in a second, one authorizer after the other. Milliseconds. */
const between = 5;

let database: TestDatabase;
let admin: Knex;
let pool: Awaited<ReturnType<typeof fakePool>>;
let authorizers: readonly Authorizer[];
let token: string;

beforeAll(async () => {
  const [opened, key] = await Promise.all([testDatabase(), testKey()]);
  database = opened;
  pool = await fakePool([key]);
  token = await signed(key);
  admin = connect(database.adminUrl, { poolSize: 2 });
  await admin.raw(`
    insert into entitlements.tenants (name) values ('corp');
    insert into entitlements.providers values ('CorpSAML', 'corp');
    insert into entitlements.roles (tenant, name) values ('corp', 'trader');
    insert into entitlements.permissions (tenant, name, method, resource, effect) values ('corp', 'read', 'GET', '/trades/*', 'Allow');
    insert into entitlements.role_permissions (tenant, role, permission) values ('corp', 'trader', 'read');
  `);
  const settings = {
    AUTHORIZER_USER_POOL_URL: pool.url,
    AUTHORIZER_USER_POOL_ID: poolId,
    AUTHORIZER_CLIENT_IDS: [clientId],
    AUTHORIZER_ISSUER: issuer,
    AUTHORIZER_DATABASE_URL: database.url("gatehouse_authorizer"),
    AUTHORIZER_ORIGIN: "http://localhost:8080",
  };
  authorizers = [1, 2, 3].map(() => openAuthorizer(settings, { log: logger("test", { write: () => {} }) }));
});
afterAll(async () => {
  await Promise.all(authorizers.map((each) => each.close()));
  await Promise.all([admin.destroy(), pool.close()]);
  await database.drop();
});

const ask = async (authorizer: Authorizer): Promise<Asked> => {
  const at = performance.now();
  return { at, outcome: await outcomeOf(authorizer).catch(() => "error" as const) };
};

const outcomeOf = async (authorizer: Authorizer) => {
  const event = requestEvent("GET", "/trades/1", { Authorization: `Bearer ${token}` });
  const { policyDocument } = await authorizer.authorize(event, crypto.randomUUID());
  const asked = { action: "execute-api:Invoke", resource: event.methodArn };
  return evaluate(parsePolicy(policyDocument), asked).decision;
};

const give = () =>
  admin("entitlements.user_roles").insert({ tenant: "corp", username, role: "trader", granted_by: "test" });
const take = () => admin("entitlements.user_roles").where({ username }).delete();

const allAllow = () =>
  until(async () => (await Promise.all(authorizers.map(ask))).every(({ outcome }) => outcome === "allow"));

/** Asks all the time while `work` lasts. */
const askedDuring = async (work: () => Promise<void>): Promise<readonly Asked[]> => {
  const asked: Promise<Asked>[] = [];
  let next = 0;
  const timer = setInterval(() => {
    const authorizer = authorizers[next++ % authorizers.length];
    if (authorizer) asked.push(ask(authorizer));
  }, between);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Promise.all(asked);
};

/** Revokes the role under load; goes on asking for `after` milliseconds after the commit. */
const revokedUnderLoad = async (after: number) => {
  const time = { before: 0, committed: 0 };
  const asked = await askedDuring(async () => {
    await pause(500);
    time.before = performance.now();
    await take();
    time.committed = performance.now();
    await pause(after);
  });
  const outcomes = (from: number, to: number) =>
    new Set(
      asked.filter(({ at, outcome }) => at >= from && at < to && outcome !== "error").map(({ outcome }) => outcome),
    );
  return {
    before: outcomes(0, time.before),
    /** How requests ended that began within a span of time after the commit. */
    began: (from: number, to = Number.POSITIVE_INFINITY) => outcomes(time.committed + from, time.committed + to),
  };
};

test("nothing that starts a second after a revocation is allowed, until then everything was", async () => {
  await give();
  await allAllow();
  const { before, began } = await revokedUnderLoad(2_000);
  expect(before).toEqual(new Set(["allow"]));
  expect(began(1_000)).toEqual(new Set(["implicitDeny"]));
});

test("nothing that starts five seconds after a revocation of which no authorizer is told", async () => {
  await admin.raw("alter table entitlements.user_roles disable trigger changed");
  await give();
  await admin.raw("notify entitlements_changed, '*'");
  await allAllow();
  const { before, began } = await revokedUnderLoad(6_000);
  expect(before).toEqual(new Set(["allow"]));
  // Nobody was told, indeed: what is remembered still allows.
  expect(began(0, 3_000)).toContain("allow");
  expect(began(5_000)).toEqual(new Set(["implicitDeny"]));
});
