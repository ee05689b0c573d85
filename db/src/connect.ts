import knex, { type Knex } from "knex";
import type { ClientConfig } from "pg";

export interface ConnectOptions {
  /** Connections at most. Default 10. */
  readonly poolSize?: number;
  /** How long one statement may run in the server, in milliseconds. Default 1,000. */
  readonly statementTimeout?: number;
  /** The role to act as, where it is not the one that logs in. */
  readonly role?: string;
}

/** How long making a connection may take at least, in milliseconds: a database that is stuck is noticed before the caller gives up. */
const connectTime = 1_000;
/** How much longer than the server's own limit an answer is waited for, in milliseconds: the server may be stuck itself. */
const answerTime = 500;

/**
 * Connections to PostgreSQL, made when they are needed. pg and knex wait without end and take what they get unless told
 * otherwise, so every time-out is set here, and a connection that broke or is stuck is replaced and never reused.
 * @param url `postgres://role:password@host:port/database`
 */
export const connect = (url: string, options: ConnectOptions = {}): Knex =>
  knex({
    client: "pg",
    connection: clientSettings(url, options) as Knex.StaticConnectionConfig,
    // An empty pool is the state after an outage; connections kept alive for nothing would only be found broken.
    pool: {
      min: 0,
      max: options.poolSize ?? 10,
      createTimeoutMillis: patience(options) + answerTime,
      // Who waits for a connection waits for somebody else's statement to end.
      acquireTimeoutMillis: patience(options) + answerTime,
      destroyTimeoutMillis: 1_000,
      idleTimeoutMillis: 30_000,
      propagateCreateError: true,
      validate: isIdle,
    },
    // Errors reach the caller, who logs them once; knex would print them as well.
    log: { warn: ignore, error: ignore, deprecate: ignore, debug: ignore },
  });

/**
 * In milliseconds. The time-out of a connection that is being made runs on while the process is busy with something
 * else: who may wait longer for an answer waits as long for the connection.
 */
const patience = ({ statementTimeout = 0 }: ConnectOptions) => Math.max(connectTime, statementTimeout);

/** What pg leaves loose, set. For a single connection: `new pg.Client(clientSettings(url))`. */
export const clientSettings = (url: string, { statementTimeout = 1_000, role }: ConnectOptions = {}): ClientConfig => ({
  connectionString: url,
  application_name: "gatehouse",
  connectionTimeoutMillis: patience({ statementTimeout }),
  statement_timeout: statementTimeout,
  query_timeout: statementTimeout + answerTime,
  lock_timeout: statementTimeout,
  idle_in_transaction_session_timeout: 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  ...(role === undefined ? {} : { options: `-c role=${role}` }),
});

/** A connection whose last answer never came (`query_timeout`) still waits for it, and would let the next query wait too. */
const isIdle = (connection: { readyForQuery?: boolean }) => connection.readyForQuery === true;

const ignore = () => {};
