import { connect } from "@gatehouse/db/connect.ts";
import { httpServer } from "@gatehouse/http/http-server.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { shell } from "@gatehouse/http/shell.ts";
import { keysOfPool } from "@gatehouse/user-pool-client/keys-of-pool.ts";
import { poolOverHttp } from "@gatehouse/user-pool-client/pool-request.ts";
import type { Express } from "express";
import { Agent } from "undici";
import type { Client } from "./endpoints/uses.ts";
import { idTokenVerifier } from "./id-token.ts";
import { refresher } from "./refresh.ts";
import { mount } from "./routes.ts";
import { sessionsInPostgres } from "./sessions-in-postgres.ts";
import type { FunctionSettings, Settings } from "./settings.ts";
import { signInsInPostgres } from "./sign-ins-in-postgres.ts";
import { tokensAtPool } from "./tokens-at-pool.ts";

/** Long enough to wait for another process's refresh, which asks the pool for at most two seconds. Milliseconds. */
const statementTimeout = 4_000;

/** Starts the service. Pool and database are asked when a request needs them. */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const { app, close } = application(settings, { log });
  try {
    const server = await listen(httpServer(app), settings.SESSION_LISTEN);
    return {
      async close() {
        await server.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The service without a server: for a process that listens, and for Lambda. */
export const application = (settings: FunctionSettings, { log }: { log: Logger }): Running & { app: Express } => {
  const knex = connect(settings.SESSION_DATABASE_URL, { statementTimeout });
  const agent = new Agent({ connections: 32, connect: { timeout: 1_000 }, headersTimeout: 2_000, bodyTimeout: 2_000 });
  const http = poolOverHttp(settings.SESSION_USER_POOL_URL, agent);
  const client = clientOf(settings);
  const keys = keysOfPool({ pool: http, poolId: settings.SESSION_USER_POOL_ID, log, now: () => performance.now() });
  const verifyIdToken = idTokenVerifier({
    keys,
    issuer: settings.SESSION_ISSUER,
    clientId: client.id,
    now: () => new Date(),
  });
  const pool = tokensAtPool({ pool: http, clientId: client.id, redirectUri: client.redirectUri });
  const sessions = sessionsInPostgres(knex);
  const app = mount(shell({ log, ready: async () => void (await knex.raw("select 1")) }), {
    signIns: signInsInPostgres(knex),
    sessions,
    pool,
    verifyIdToken,
    refreshSession: refresher({ sessions, pool, verifyIdToken }),
    client,
    log,
  });
  return {
    app,
    async close() {
      await Promise.all([agent.destroy(), knex.destroy()]);
    },
  };
};

const clientOf = (settings: FunctionSettings): Client => ({
  id: settings.SESSION_CLIENT_ID,
  publicUrl: settings.SESSION_PUBLIC_URL,
  poolUrl: settings.SESSION_USER_POOL_PUBLIC_URL,
  redirectUri: `${settings.SESSION_PUBLIC_URL}/auth/callback`,
  identityProvider: settings.SESSION_IDENTITY_PROVIDER,
});
