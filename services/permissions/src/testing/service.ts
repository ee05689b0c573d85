import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { testDatabase } from "@gatehouse/db/testing/database.ts";
import { logger } from "@gatehouse/http/log.ts";
import { type Answer, ask } from "@gatehouse/http/testing/ask.ts";
import type { Knex } from "knex";
import { start } from "../app.ts";
import type { Settings } from "../settings.ts";

export interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
  /** Seconds since the sign-in. Default 0; null for a token that does not say. */
  readonly signedIn?: number | null;
}

export interface TestService {
  /** A superuser's connection, to arrange and to look. */
  readonly admin: Knex;
  /** Sends a request as the gateway would for that user: `GET /roles`. */
  send(actor: string, request: string, sent?: Sent): Promise<Answer>;
  /** Sets everything aside and makes tenants, in the words of SQL that follow. */
  arrange(sql: string): Promise<void>;
  /** Another process with the same database. */
  beside(): Promise<Pick<TestService, "send" | "close">>;
  close(): Promise<void>;
}

/** The service as a process would run it, with a database of its own. */
export const testService = async (more: Pick<Settings, "PERMISSIONS_API"> = {}): Promise<TestService> => {
  const database = await testDatabase();
  const admin = connect(database.adminUrl, { statementTimeout: 10_000 });
  const folder = mkdtempSync(join(tmpdir(), "permissions-"));
  const startAt = (socket: string) =>
    start(
      { PERMISSIONS_LISTEN: { socket }, PERMISSIONS_DATABASE_URL: database.url("gatehouse_permissions"), ...more },
      { log: logger("permissions", { write: () => {} }) },
    );
  const socket = join(folder, "permissions.sock");
  const running = await startAt(socket);
  return {
    admin,
    send: (actor, request, sent = {}) => send(socket, { actor, request, ...sent }),
    arrange: async (sql) => {
      await admin.raw(`delete from entitlements.tenants; ${sql}`);
    },
    beside: async () => {
      const other = join(folder, "beside.sock");
      const process = await startAt(other);
      return { send: (actor, request, sent = {}) => send(other, { actor, request, ...sent }), close: process.close };
    },
    close: async () => {
      await running.close();
      await admin.destroy();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
};

const send = (
  socket: string,
  { actor, request, body, headers = {}, groups = [], signedIn = 0 }: Sent & { actor: string; request: string },
): Promise<Answer> => {
  const [method = "", path = ""] = request.split(" ");
  return ask(socket, path, {
    method,
    headers: {
      "X-User-Id": actor,
      "X-User-Groups": JSON.stringify(groups),
      ...(signedIn === null ? {} : { "X-User-Auth-Time": String(Math.floor(Date.now() / 1_000) - signedIn) }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
};

/** Roles of the tenant `corp` in SQL: what each holds, and delegates. */
export const inCorp = ({
  permissions,
  roles,
  users = {},
  groups = {},
}: {
  /** `GET /trades/* Allow` by name. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly roles: Readonly<
    Record<string, { readonly holds?: readonly string[]; readonly delegates?: readonly string[] }>
  >;
  readonly users?: Readonly<Record<string, readonly string[]>>;
  readonly groups?: Readonly<Record<string, readonly string[]>>;
}): string =>
  [
    "insert into entitlements.tenants values ('corp'), ('other');",
    "insert into entitlements.providers values ('Corp', 'corp'), ('Other', 'other');",
    ...Object.entries(permissions).map(([name, text]) => {
      const [method, resource, effect] = text.split(" ");
      return `insert into entitlements.permissions values ('${name}', '${method}', '${resource}', '${effect}', 'corp');`;
    }),
    ...Object.entries(roles).flatMap(([role, { holds = [], delegates = [] }]) => [
      `insert into entitlements.roles (tenant, name) values ('corp', '${role}');`,
      ...holds.map((name) => `insert into entitlements.role_permissions values ('${role}', '${name}', 'corp');`),
      ...delegates.map((name) => `insert into entitlements.role_delegations values ('corp', '${role}', '${name}');`),
    ]),
    ...given("user_roles (tenant, username, role, granted_by)", users),
    ...given("group_roles (tenant, group_name, role, granted_by)", groups),
  ].join("\n");

const given = (columns: string, holders: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(holders).flatMap(([name, roles]) =>
    roles.map((role) => `insert into entitlements.${columns} values ('corp', '${name}', '${role}', 'setup');`),
  );
