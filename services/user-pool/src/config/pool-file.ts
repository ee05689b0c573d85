import { readYaml } from "@gatehouse/config/yaml-file.ts";
import type { Functions } from "@gatehouse/lambda/functions/functions.ts";
import { z } from "zod";
import { fullName, isStandard } from "./attribute-schema.ts";
import { group } from "./group.ts";
import { identityProvider } from "./identity-provider.ts";
import { refusedBesideIdpInit } from "./idp-initiated.ts";
import { functionsNamed } from "./lambda-config.ts";
import { native } from "./native-users.ts";
import { resourceServer, scopesOf } from "./resource-server.ts";
import { poolOf, userPool } from "./user-pool.ts";
import { scopes, userPoolClient } from "./user-pool-client.ts";

const members = z.strictObject({
  UserPool: userPool,
  UserPoolClients: z.array(userPoolClient).min(1, "expected at least one client"),
  IdentityProviders: z.array(identityProvider).default([]),
  ResourceServers: z.array(resourceServer).default([]),
  Groups: z.array(group).default([]),
});

/** What `config/user-pool.yaml` declares, in Cognito's words, each member by itself and all together checked. */
export type PoolFile = z.output<typeof members>;

/** The functions that there are. */
type Listed = Pick<Functions, "arns" | "file">;

interface Fault {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** Each value that a list repeats, at the place where it comes again. */
const repeated = (values: readonly { value: string; path: PropertyKey[] }[]): Fault[] =>
  values
    .filter(({ value }, index) => values.findIndex((other) => other.value === value) < index)
    .map(({ value, path }) => ({ path, message: `${JSON.stringify(value)} is declared before` }));

const clientFaults = ({ UserPool, UserPoolClients, IdentityProviders }: PoolFile): Fault[] => {
  const known = new Set(IdentityProviders.map(({ ProviderName }) => ProviderName));
  return UserPoolClients.flatMap(({ SupportedIdentityProviders }, client) =>
    SupportedIdentityProviders.flatMap((name, index) => {
      const path = ["UserPoolClients", client, "SupportedIdentityProviders", index];
      if (known.has(name) || name === native) return [];
      return [{ path, message: `The provider ${name} does not exist for User Pool ${UserPool.Id}.` }];
    }),
  );
};

const scopeFaults = ({ UserPoolClients, ResourceServers }: PoolFile): Fault[] => {
  const known = new Set<string>([...scopes, ...ResourceServers.flatMap(scopesOf)]);
  const expected = `expected one of ${[...known].join(", ")}`;
  return UserPoolClients.flatMap(({ AllowedOAuthScopes }, client) =>
    AllowedOAuthScopes.flatMap((scope, index) => {
      const path = ["UserPoolClients", client, "AllowedOAuthScopes", index];
      return known.has(scope) ? [] : [{ path, message: `${expected}; received ${JSON.stringify(scope)}` }];
    }),
  );
};

const idpInitFaults = ({ UserPoolClients, IdentityProviders }: PoolFile): Fault[] => {
  const begin = IdentityProviders.filter(({ ProviderDetails }) => ProviderDetails.IDPInit === "true");
  return UserPoolClients.flatMap(({ SupportedIdentityProviders: listed }, client) =>
    begin
      .filter(({ ProviderName }) => listed.includes(ProviderName))
      .flatMap(({ ProviderName }) => refusedBesideIdpInit(ProviderName, listed) ?? [])
      .map((message) => ({ path: ["UserPoolClients", client, "SupportedIdentityProviders"], message })),
  );
};

const mappingFaults = ({ UserPool, IdentityProviders }: PoolFile): Fault[] => {
  const declared = new Set(UserPool.Schema.map(({ Name }) => fullName(Name)));
  return IdentityProviders.flatMap(({ AttributeMapping }, provider) =>
    Object.keys(AttributeMapping)
      .filter((name) => !isStandard(name) && !declared.has(name))
      .map((name) => ({
        path: ["IdentityProviders", provider, "AttributeMapping", name],
        message: `${name} is neither a standard attribute nor declared in UserPool.Schema`,
      })),
  );
};

/** `{poolId}_{ProviderName}` are the groups that Cognito makes by itself. */
const groupFaults = ({ UserPool, Groups }: PoolFile): Fault[] => {
  const named = Groups.map(({ GroupName }, index) => ({ value: GroupName, path: ["Groups", index, "GroupName"] }));
  const { id, caseSensitive } = poolOf(UserPool);
  return [
    ...repeated(caseSensitive ? named : named.map(({ value, path }) => ({ value: value.toLowerCase(), path }))),
    ...named
      .filter(({ value }) => value.startsWith(`${id}_`))
      .map(({ path }) => ({ path, message: `groups that begin with ${id}_ are made for the providers of the pool` })),
  ];
};

const repetitions = ({ UserPool, UserPoolClients, IdentityProviders, ResourceServers }: PoolFile): Fault[] => [
  ...repeated(
    UserPool.Schema.map(({ Name }, index) => ({ value: fullName(Name), path: ["UserPool", "Schema", index, "Name"] })),
  ),
  ...repeated(
    UserPoolClients.map(({ ClientId }, index) => ({ value: ClientId, path: ["UserPoolClients", index, "ClientId"] })),
  ),
  ...repeated(
    IdentityProviders.map(({ ProviderName }, index) => ({
      value: ProviderName,
      path: ["IdentityProviders", index, "ProviderName"],
    })),
  ),
  ...repeated(
    ResourceServers.map(({ Identifier }, index) => ({
      value: Identifier,
      path: ["ResourceServers", index, "Identifier"],
    })),
  ),
  ...repeated(
    IdentityProviders.flatMap(({ IdpIdentifiers }, provider) =>
      IdpIdentifiers.map((value, index) => ({ value, path: ["IdentityProviders", provider, "IdpIdentifiers", index] })),
    ),
  ),
];

const functionFaults = ({ UserPool }: PoolFile, { arns, file }: Listed): Fault[] =>
  functionsNamed(UserPool.LambdaConfig)
    .filter(({ arn }) => !arns.has(arn))
    .map(({ arn, path }) => ({
      path: ["UserPool", "LambdaConfig", ...path],
      message: `${file} does not list the function ${arn}`,
    }));

export const poolFile = members.check(({ value, issues }) => {
  const faults = [repetitions, clientFaults, scopeFaults, idpInitFaults, mappingFaults, groupFaults].flatMap(
    (faultsOf) => faultsOf(value),
  );
  for (const { path, message } of faults) issues.push({ code: "custom", path, message, input: value });
});

interface Around {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly functions: Listed;
}

/**
 * Reads the pool's file with `${NAME}` replaced from `variables`.
 * @throws {BadFile} naming each fault with its line: what is unknown, not supported yet, or against Cognito's own rules.
 */
export const readPoolFile = (file: string, { variables, functions }: Around): PoolFile => {
  const withTriggers = poolFile.check(({ value, issues }) => {
    for (const { path, message } of functionFaults(value, functions))
      issues.push({ code: "custom", path, message, input: value });
  });
  return readYaml(file, withTriggers, variables);
};
