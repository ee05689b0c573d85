// The parts that run in the stack's process: what each is told, where it answers, and what it waits for.
// A new service goes into the list `services`.
import { join } from "node:path";
import { readEnvironment } from "@gatehouse/config/environment.ts";
import { start as startGateway } from "@gatehouse/gateway/app.ts";
import { settings as gatewaySettings } from "@gatehouse/gateway/settings.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { type Logger, logger } from "@gatehouse/http/log.ts";
import { start as startIdpMock } from "@gatehouse/idp-mock/app.ts";
import { settings as idpMockSettings } from "@gatehouse/idp-mock/settings.ts";
import { start as startPages } from "@gatehouse/pages/app.ts";
import { settings as pagesSettings } from "@gatehouse/pages/settings.ts";
import { start as startPermissions } from "@gatehouse/permissions/app.ts";
import { settings as permissionsSettings } from "@gatehouse/permissions/settings.ts";
import { start as startSession } from "@gatehouse/session/app.ts";
import { settings as sessionSettings } from "@gatehouse/session/settings.ts";
import { start as startTrades } from "@gatehouse/trades/app.ts";
import { settings as tradesSettings } from "@gatehouse/trades/settings.ts";
import { start as startUserPool } from "@gatehouse/user-pool/app.ts";
import { settings as userPoolSettings } from "@gatehouse/user-pool/settings.ts";
import type { z } from "zod";
import type { Place } from "./answering.ts";
import { startDatabase } from "./database.ts";
import { account } from "./outputs.ts";
import type { World } from "./world.ts";

export interface Part {
  readonly name: string;
  readonly place: Place;
  start(): Promise<Running>;
}

type Environment = Readonly<Record<string, string>>;

interface Unit<Schema extends z.ZodType> {
  readonly settings: Schema;
  readonly start: (settings: z.output<Schema>, context: { log: Logger }) => Promise<Running>;
  readonly place: (world: World) => Place;
  readonly environment: (world: World) => Environment;
}

/** A part is told what the stack decides; what that leaves open may be set in the environment of the stack itself. */
const part =
  <Schema extends z.ZodType>(name: string, { settings, start, place, environment }: Unit<Schema>) =>
  (world: World): Part => ({
    name,
    place: place(world),
    start: () => start(readEnvironment(settings, { ...process.env, ...environment(world) }), { log: logger(name) }),
  });

const socket = ({ data }: World, name: string) => join(data.sockets, `${name}.sock`);
const privately = (name: string) => (world: World) => ({ socket: socket(world, name) });
const publicly = (which: "userPool" | "identityProvider") => (world: World) => ({ url: world.urls[which] });

/** Browsers reach it as `localhost`; nobody else on the network shall. */
const loopback = (port: number) => `127.0.0.1:${port}`;

const database = (world: World): Part => ({
  name: "database",
  place: { database: loopback(world.ports.database) },
  start: () => startDatabase(world),
});

const idpMock = part("idp-mock", {
  settings: idpMockSettings,
  start: startIdpMock,
  place: publicly("identityProvider"),
  environment: (world) => ({
    IDP_LISTEN: loopback(world.ports.identityProvider),
    IDP_PUBLIC_URL: world.urls.identityProvider,
    IDP_PEOPLE: world.files.people,
    IDP_DATA_DIR: world.data.identityProvider,
    USER_POOL_URL: world.urls.userPool,
    USER_POOL_HTTPS_URL: world.urls.userPoolHttps ?? world.urls.userPool,
    USER_POOL_ID: world.configuration.poolId,
  }),
});

const userPool = part("user-pool", {
  settings: userPoolSettings,
  start: startUserPool,
  place: publicly("userPool"),
  environment: (world) => ({
    USER_POOL_LISTEN: loopback(world.ports.userPool),
    USER_POOL_CONFIG: world.files.userPool,
    USER_POOL_FUNCTIONS: world.files.functions,
    USER_POOL_DATABASE_URL: world.databaseUrl("gatehouse_user_pool"),
    USER_POOL_PUBLIC_URL: world.urls.userPool,
    USER_POOL_ISSUER_MODE: world.issuerMode,
    USER_POOL_ADMIN_SECRET: world.secrets.administrator,
    ...httpsOf(world),
    GATEWAY_URL: world.urls.gateway,
    IDP_URL: world.urls.identityProvider,
  }),
});

/** The key and the certificate stand in one file. */
const httpsOf = ({ https, urls }: World): Environment =>
  https === undefined || urls.userPoolHttps === undefined
    ? {}
    : {
        USER_POOL_HTTPS_LISTEN: loopback(https.port),
        USER_POOL_HTTPS_PUBLIC_URL: urls.userPoolHttps,
        USER_POOL_HTTPS_CERTIFICATE_FILE: https.certificate,
        USER_POOL_HTTPS_KEY_FILE: https.certificate,
      };

const session = part("session", {
  settings: sessionSettings,
  start: startSession,
  place: privately("session"),
  environment: (world) => ({
    SESSION_LISTEN: `unix:${socket(world, "session")}`,
    SESSION_DATABASE_URL: world.databaseUrl("gatehouse_session"),
    SESSION_PUBLIC_URL: world.urls.gateway,
    SESSION_USER_POOL_URL: world.urls.userPool,
    SESSION_USER_POOL_PUBLIC_URL: world.urls.userPool,
    SESSION_ISSUER: world.issuer,
    SESSION_USER_POOL_ID: world.configuration.poolId,
    SESSION_CLIENT_ID: world.configuration.clientId,
    ...onlyProvider(world),
  }),
});

const permissions = part("permissions", {
  settings: permissionsSettings,
  start: startPermissions,
  place: privately("permissions"),
  environment: (world) => ({
    PERMISSIONS_LISTEN: `unix:${socket(world, "permissions")}`,
    PERMISSIONS_DATABASE_URL: world.databaseUrl("gatehouse_permissions"),
    PERMISSIONS_CHECKPOINT_KEY_FILE: world.secrets.checkpointKey,
    PERMISSIONS_CHECKPOINTS: world.data.checkpoints,
    PERMISSIONS_API: world.configuration.api.definition,
  }),
});

const trades = part("trades", {
  settings: tradesSettings,
  start: startTrades,
  place: privately("trades"),
  environment: (world) => ({
    TRADES_LISTEN: `unix:${socket(world, "trades")}`,
    TRADES_DATABASE_URL: world.databaseUrl("gatehouse_trades"),
  }),
});

const pages = part("pages", {
  settings: pagesSettings,
  start: startPages,
  place: privately("pages"),
  environment: (world) => ({ PAGES_LISTEN: `unix:${socket(world, "pages")}` }),
});

const gateway = part("gateway", {
  settings: gatewaySettings,
  start: startGateway,
  place: (world) => ({ api: world.urls.gateway }),
  environment: (world) => ({
    GATEWAY_LISTEN: loopback(world.ports.gateway),
    GATEWAY_PUBLIC_URL: world.urls.gateway,
    GATEWAY_APIS: world.files.apis,
    GATEWAY_FUNCTIONS: world.files.functions,
    GATEWAY_REGION: world.configuration.region,
    GATEWAY_ACCOUNT_ID: account,
    GATEWAY_VPC_LINK: `unix:${world.data.sockets}`,
    GATEWAY_PAGES: `unix:${socket(world, "pages")}`,
    GATEWAY_DATABASE_URL: world.databaseUrl("gatehouse_gateway"),
    GATEWAY_ISSUER: world.issuer,
    GATEWAY_USER_POOL_URL: world.urls.userPool,
    GATEWAY_ADMIN_SECRET: world.secrets.administrator,
  }),
});

const services = [userPool, session, permissions, trades, pages];

/** What starts at the same time, one group after the other: the door to all of them opens last. */
export const groupsOf = (world: World): readonly (readonly Part[])[] =>
  [[database, idpMock], services, [gateway]].map((group) => group.map((part) => part(world)));

/** Functions run inside the process of who invokes them and read its environment, as on Lambda. */
export const functionEnvironment = (world: World): Environment => ({
  AUTHORIZER_USER_POOL_URL: world.urls.userPool,
  AUTHORIZER_USER_POOL_ID: world.configuration.poolId,
  AUTHORIZER_CLIENT_IDS: world.configuration.clientId,
  AUTHORIZER_ISSUER: world.issuer,
  AUTHORIZER_DATABASE_URL: world.databaseUrl("gatehouse_authorizer"),
  AUTHORIZER_ORIGIN: world.urls.gateway,
  // For a configuration that has the permissions service as a function.
  PERMISSIONS_DATABASE_URL: world.databaseUrl("gatehouse_permissions"),
  PERMISSIONS_API: world.configuration.api.definition,
  // For functions that call the user pool with AWS's own client. The pool takes any credentials: those of whoever starts
  // the stack are none of a function's business.
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: world.urls.userPool,
  AWS_REGION: world.configuration.region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
});

/** With one provider there is nothing to choose, and a sign-in goes straight to it. */
const onlyProvider = ({ configuration: { providers } }: World): Environment => {
  const [only, ...others] = providers;
  return only && others.length === 0 ? { SESSION_IDENTITY_PROVIDER: only.name } : {};
};
