import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { Knex } from "knex";
import { start } from "../app.ts";
import { settings } from "../settings.ts";
import { startIdentityProvider, type TestIdentityProvider } from "./identity-provider.ts";
import { sdkOf } from "./sdk.ts";
import { triggerArn } from "./trigger.ts";

/** A user pool as it runs, on a real database, with an identity provider that does as the test says. */
export interface TestUserPool {
  readonly url: string;
  readonly idp: TestIdentityProvider;
  readonly database: TestDatabase;
  /** As a superuser, to look and to arrange. */
  readonly admin: Knex;
  readonly log: string[];
  /** AWS's own client of this pool, unmodified; it ends with the pool. */
  readonly sdk: CognitoIdentityProviderClient;
  /** What its process was told at the first start. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops the process's part and starts it again on the same database. */
  restart(change?: { config?: object; environment?: NodeJS.ProcessEnv }): Promise<void>;
  stop(): Promise<void>;
}

export const poolId = "us-east-1_AbCdEfGh1";
export const clientId = "1publicclient2of3tests4abc";
export const secretClient = { id: "5confidential6client7tests", secret: "s3cr3t0f1ve0r0ther24characters0rm0re" };
export const rotatingClient = "8rotating9client0of1tests2";
export const callback = "https://app.example.com/callback";
const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

/** Validity of the tokens in odd units, so that a unit that was mistaken shows. */
export const configOf = (idp: TestIdentityProvider) => {
  const client = {
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
    CallbackURLs: [callback, "https://app.example.com/callback?with=query", "http://localhost:3000/callback"],
    LogoutURLs: ["https://app.example.com/goodbye"],
    SupportedIdentityProviders: ["CorpSAML"],
  };
  return {
    UserPool: {
      Id: poolId,
      PoolName: "tests",
      UsernameConfiguration: { CaseSensitive: true },
      Schema: [
        { Name: "email", AttributeDataType: "String", Required: true, Mutable: true },
        { Name: "groups", AttributeDataType: "String", Mutable: true },
        { Name: "desk", AttributeDataType: "String", Mutable: false },
      ],
    },
    UserPoolClients: [
      {
        ...client,
        ClientId: clientId,
        ClientName: "public",
        ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        AccessTokenValidity: 10,
        IdTokenValidity: 1200,
        RefreshTokenValidity: 2,
        TokenValidityUnits: { AccessToken: "minutes", IdToken: "seconds", RefreshToken: "hours" },
      },
      { ...client, ClientId: secretClient.id, ClientName: "confidential", ClientSecret: secretClient.secret },
      {
        ...client,
        ClientId: rotatingClient,
        ClientName: "rotating",
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    ],
    IdentityProviders: [
      {
        ProviderName: "CorpSAML",
        ProviderType: "SAML",
        ProviderDetails: { MetadataURL: idp.metadataUrl },
        IdpIdentifiers: ["example.com"],
        AttributeMapping: {
          email: `${claims}/emailaddress`,
          given_name: `${claims}/givenname`,
          "custom:groups": "http://schemas.xmlsoap.org/claims/Group",
          "custom:desk": "desk",
        },
      },
      // Enabled for no client.
      { ProviderName: "OtherSAML", ProviderType: "SAML", ProviderDetails: { MetadataURL: idp.metadataUrl } },
    ],
  };
};

/**
 * @param adapt changes the configuration before the first start
 * @param always what its environment has beside the usual, at every start
 */
export const startUserPool = async (
  adapt = (config: ReturnType<typeof configOf>): object => config,
  always: NodeJS.ProcessEnv = {},
): Promise<TestUserPool> => {
  const [database, idp, port] = await Promise.all([testDatabase(), startIdentityProvider(), freePort()]);
  const folder = mkdtempSync(join(tmpdir(), "user-pool-"));
  const file = join(folder, "user-pool.yaml");
  const functions = join(folder, "functions.yaml");
  const handler = relative(folder, fileURLToPath(new URL("trigger.ts", import.meta.url)));
  writeFileSync(functions, JSON.stringify([{ arn: triggerArn, handler: `${handler}#handler` }]));
  const admin = connect(database.adminUrl, { poolSize: 2 });
  const url = `http://localhost:${port}`;
  const log: string[] = [];
  const sink = new PassThrough().on("data", (line) => log.push(String(line)));
  const told = {
    USER_POOL_LISTEN: `127.0.0.1:${port}`,
    USER_POOL_CONFIG: file,
    USER_POOL_FUNCTIONS: functions,
    // Jest's module loader takes no hooks.
    USER_POOL_RELOAD: "off",
    USER_POOL_DATABASE_URL: database.url("gatehouse_user_pool"),
    USER_POOL_PUBLIC_URL: url,
    USER_POOL_ISSUER_MODE: "local",
    ...always,
  };
  const begin = (config: object, environment: NodeJS.ProcessEnv = {}) => {
    writeFileSync(file, JSON.stringify(config));
    const given = settings.parse({ ...told, ...environment });
    return start(given, { log: logger("user-pool", sink) });
  };
  let running: Running = await begin(adapt(configOf(idp)));
  let client: CognitoIdentityProviderClient | undefined;
  return {
    url,
    idp,
    database,
    admin,
    log,
    environment: told,
    async restart({ config = adapt(configOf(idp)), environment } = {}) {
      await running.close();
      await connectionsNoticed();
      running = await begin(config, environment);
    },
    get sdk() {
      client ??= sdkOf({ url });
      return client;
    },
    async stop() {
      client?.destroy();
      await running.close();
      await idp.close();
      await admin.destroy();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
};

/** `fetch` must learn that its idle connections were closed before it would use one for the next request. */
const connectionsNoticed = () => new Promise((resolve) => setTimeout(resolve, 50));

export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
