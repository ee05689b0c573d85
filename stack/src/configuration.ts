import { join } from "node:path";
import { routesIn } from "@gatehouse/entitlements/routes-in.ts";
import { readApis } from "@gatehouse/gateway/apis/read-apis.ts";
import type { Directory } from "@gatehouse/idp-mock/directory/people-file.ts";
import { readPeople } from "@gatehouse/idp-mock/directory/read-people.ts";
import { functionsIn } from "@gatehouse/lambda/functions/functions.ts";
import { type PoolFile, readPoolFile } from "@gatehouse/user-pool/config/pool-file.ts";
import { regionOf } from "@gatehouse/user-pool/config/pool-id.ts";
import { entitlementWarnings } from "./entitlement-warnings.ts";
import { account } from "./outputs.ts";
import { readEntitlementsFor } from "./written-variables.ts";

/** The files that a team edits. */
export const configFiles = (folder: string) => ({
  apis: join(folder, "apis.yaml"),
  functions: join(folder, "functions.yaml"),
  userPool: join(folder, "user-pool.yaml"),
  people: join(folder, "people.yaml"),
  entitlements: join(folder, "entitlements.yaml"),
});

export type ConfigFiles = ReturnType<typeof configFiles>;

/** Where a browser on this machine reaches the parts. */
export interface PublicUrls {
  readonly gateway: string;
  readonly userPool: string;
  /** Where it speaks TLS, if it does. */
  readonly userPoolHttps?: string;
  readonly identityProvider: string;
}

/** What the stack must know of the files; each part reads its own ones in full. */
export interface Configuration {
  readonly region: string;
  /** The API at the root of the gateway's URL, and the path of its OpenAPI file. */
  readonly api: { readonly id: string; readonly stage: string; readonly definition: string };
  readonly poolId: string;
  /** The first client: the one of the token handler. */
  readonly clientId: string;
  readonly providers: readonly { readonly name: string; readonly metadata: string }[];
  readonly people: readonly { readonly email: string; readonly username: string; readonly roles: readonly string[] }[];
  /** What is of no use, and may be a mistake. */
  readonly warnings: readonly string[];
}

/**
 * Reads who is there: the pool, its client and providers, and the people with the roles that they have at first.
 * All files are checked as their parts will check them, so that a faulty one stops the start before anything is started.
 * @throws {BadFile} for a file that cannot be read or used, with line and field.
 */
export const readConfiguration = (files: ConfigFiles, urls: PublicUrls): Configuration => {
  const variables = { GATEWAY_URL: urls.gateway, IDP_URL: urls.identityProvider };
  const pool = readPoolFile(files.userPool, { variables, functions: functionsIn(files.functions) });
  const { Id: poolId } = pool.UserPool;
  const providers = providersOf(pool);
  const known = readPeople(files.people, {
    USER_POOL_ID: poolId,
    USER_POOL_URL: urls.userPool,
    USER_POOL_HTTPS_URL: urls.userPoolHttps ?? urls.userPool,
  });
  const { tenants } = readEntitlementsFor(pool, files);
  const users = tenants.flatMap((tenant) => tenant.users);
  const region = regionOf(poolId);
  const api = apiAtRoot(files.apis, region);
  return {
    region,
    api,
    poolId,
    clientId: pool.UserPoolClients[0]?.ClientId ?? "",
    providers,
    people: peopleOf(known).map(({ email }) => {
      const username = `${providers[0]?.name}_${email}`;
      return {
        email,
        username,
        roles: (users.find((user) => user.username === username)?.roles ?? []).map(({ role }) => role),
      };
    }),
    warnings: entitlementWarnings(tenants, routesIn(api.definition)),
  };
};

/** Those who can sign in: of the first identity provider, all who do not misbehave. */
const peopleOf = ({ identityProviders: [first] }: Directory) =>
  (first?.people ?? []).filter(({ faults }) => faults.length === 0);

const providersOf = (pool: PoolFile) =>
  pool.IdentityProviders.flatMap(({ ProviderName: name, ProviderDetails: { MetadataURL: metadata } }) =>
    metadata === undefined ? [] : [{ name, metadata }],
  );

/** @throws {BadFile} also for every fault of the APIs' own files. */
const apiAtRoot = (file: string, region: string) => {
  const { apis, domains } = readApis(file, { region, accountId: account });
  const here = domains.find(({ name }) => name === "localhost")?.mappings.find(({ basePath }) => basePath === "");
  const api = apis.find(({ id }) => id === here?.api) ?? apis[0];
  return {
    id: api?.id ?? "",
    stage: here?.stage ?? api?.stages[0]?.stage.name ?? "",
    definition: api?.definition ?? "",
  };
};
