import { randomUUID } from "node:crypto";
import { clientSettings, connect } from "@gatehouse/db/connect.ts";
import type { Grant } from "@gatehouse/entitlements/grant.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import type { APIGatewayAuthorizerEvent } from "@gatehouse/lambda/events.ts";
import { keysOfPool } from "@gatehouse/user-pool-client/keys-of-pool.ts";
import { poolOverHttp } from "@gatehouse/user-pool-client/pool-request.ts";
import { Agent } from "undici";
import { verifyAccessToken } from "./access-token.ts";
import { type Answer, authorize, type Findings, type Ports } from "./authorize.ts";
import { decisionQueue } from "./decision-queue.ts";
import { decisionsInPostgres } from "./decisions-in-postgres.ts";
import { entitlementChanges } from "./entitlement-changes.ts";
import { grantsInPostgres } from "./grants-in-postgres.ts";
import type { PoolUser } from "./pool-user.ts";
import { recorded } from "./recorded.ts";
import { remembered } from "./remembered.ts";
import type { Settings } from "./settings.ts";
import { Unauthorized } from "./unauthorized.ts";
import { userInPool } from "./user-in-pool.ts";

/** The authorizer in a process: what Lambda calls, and how to stop it. */
export interface Authorizer extends Running {
  authorize(event: APIGatewayAuthorizerEvent, invocationId: string): Promise<Answer>;
}

/** How long what the pool said of a token is believed: a revocation takes effect within this time. Milliseconds. */
const userTime = 5_000;

/**
 * How long grants are remembered while changes to them are heard of: a change that nevertheless was not heard of takes
 * effect within five seconds. Milliseconds.
 */
const grantsTime = 4_000;

/** Values in each cache; a flood of users must not fill the memory. */
const most = 10_000;

/** Makes an authorizer. Nothing is asked of pool or database before the first request, except to hear of changes. */
export const openAuthorizer = (settings: Settings, { log }: { log: Logger }): Authorizer => {
  const { ports, close: closePorts } = openPorts(settings, log);
  const knex = connect(settings.AUTHORIZER_DATABASE_URL, { poolSize: 2 });
  const decisions = decisionQueue(decisionsInPostgres(knex, randomUUID()), log);

  return {
    async authorize(event, invocationId) {
      const found: Findings = {};
      let failure: unknown;
      try {
        return await authorize(event, ports, found);
      } catch (error) {
        failure = error;
        throw error;
      } finally {
        const decision = recorded(event, found, failure, invocationId);
        decisions.record(decision);
        tell(log, decision, failure);
      }
    },
    async close() {
      await decisions.close();
      await Promise.all([closePorts(), knex.destroy()]);
    },
  };
};

const openPorts = (settings: Settings, log: Logger) => {
  const now = () => performance.now();
  const agent = new Agent({ connections: 16, connect: { timeout: 1_000 }, headersTimeout: 2_000, bodyTimeout: 2_000 });
  const knex = connect(settings.AUTHORIZER_DATABASE_URL);
  const pool = poolOverHttp(settings.AUTHORIZER_USER_POOL_URL, agent);
  const keys = keysOfPool({ pool, poolId: settings.AUTHORIZER_USER_POOL_ID, log, now });
  const changes = entitlementChanges({
    connection: clientSettings(settings.AUTHORIZER_DATABASE_URL),
    changed: (who) => grants.forget(who === "*" ? undefined : who),
    log,
    now,
  });
  const users = remembered<PoolUser | undefined>({ time: userTime, most, now });
  const grants = remembered<readonly Grant[]>({ time: grantsTime, most, now, usable: changes.heard });
  const askPool = userInPool(pool);
  const askDatabase = grantsInPostgres(knex);
  const accepted = { issuer: settings.AUTHORIZER_ISSUER, clientIds: settings.AUTHORIZER_CLIENT_IDS };

  const ports: Ports = {
    verify: (token) => verifyAccessToken(token, keys, accepted),
    // By `jti`, never by the token: one token can be spelled in many ways.
    findUser: async (token, { tokenId }) => (await users.get(tokenId, () => askPool(token))).value,
    // One user's tokens can name different groups: the grants of one are never taken for those of another.
    findGrants: (username, groups) =>
      grants.get(username, () => askDatabase(username, groups), JSON.stringify([...groups].sort())),
    clock: Date.now,
    origin: settings.AUTHORIZER_ORIGIN,
  };
  return { ports, close: () => Promise.all([changes.close(), agent.destroy(), knex.destroy()]) };
};

/** One line for each request, with what decided it; what nobody could decide is an error. */
const tell = (log: Logger, decision: ReturnType<typeof recorded>, failure: unknown) => {
  const { requestId, method, path, principal, effect, decidedBy, cached } = decision;
  const line = { requestId, method, path, principal, effect, decidedBy, cached };
  if (failure && !(failure instanceof Unauthorized)) log.error({ ...line, err: failure }, "no decision");
  else log.info(line, "decision");
};
