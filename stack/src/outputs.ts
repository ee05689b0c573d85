import type { Configuration, PublicUrls } from "./configuration.ts";

/** What `.gatehouse/outputs.json` tells tests and tools: where everything is, and who can sign in. */
export interface Outputs {
  readonly region: string;
  readonly gateway: { readonly url: string; readonly apiId: string; readonly stage: string };
  readonly userPool: {
    readonly id: string;
    readonly clientId: string;
    readonly endpoint: string;
    readonly domain: string;
    readonly issuer: string;
    /** The same endpoint and domain over TLS, and the authority's certificate to trust: a path, seen from this file. */
    readonly https?: { readonly url: string; readonly authority: string };
  };
  readonly identityProviders: readonly { readonly name: string; readonly url: string; readonly metadata: string }[];
  readonly people: readonly { readonly email: string; readonly username: string; readonly roles: readonly string[] }[];
  readonly signIn: string;
}

/** The AWS account that everything here belongs to. */
export const account = "000000000000";

interface Described {
  readonly urls: PublicUrls;
  readonly issuer: string;
  /** The path of the authority's certificate, absolute or as seen from outputs.json. */
  readonly authority: string;
}

export const describeStack = (
  { region, api, poolId, clientId, providers, people }: Configuration,
  { urls, issuer, authority }: Described,
): Outputs => ({
  region,
  gateway: { url: urls.gateway, apiId: api.id, stage: api.stage },
  userPool: {
    id: poolId,
    clientId,
    endpoint: urls.userPool,
    domain: urls.userPool,
    issuer,
    ...(urls.userPoolHttps === undefined ? {} : { https: { url: urls.userPoolHttps, authority } }),
  },
  identityProviders: providers.map(({ name, metadata }) => ({ name, url: new URL(metadata).origin, metadata })),
  people,
  signIn: `${urls.gateway}/auth/login`,
});
