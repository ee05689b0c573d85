import type { Logger } from "@gatehouse/http/log.ts";
import { checkedKeys } from "@gatehouse/user-pool-client/key-set.ts";
import { type KeyTimes, rememberedKeys } from "@gatehouse/user-pool-client/remembered-keys.ts";
import type { JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { FetchDocument } from "./issuer-documents.ts";
import { rsaAlgorithms } from "./rsa-algorithms.ts";

/** The keys of an issuer. The same finder each time, so that what it has fetched serves all who ask. */
export type KeysOfIssuer = (issuer: string) => JWTVerifyGetKey;

/** The keys of an issuer cannot be had: neither the token nor its sender is to blame. */
export class IssuerUnreachable extends Error {
  override name = "IssuerUnreachable";
  /** Recorded on AWS: what `error_description` says then. */
  readonly description: string;
  constructor(description: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.description = description;
  }
}

/** API Gateway may use a key for two hours; a token with a new key id has them fetched sooner, within bounds. */
const times: KeyTimes = {
  refreshAfter: 2 * 60 * 60_000,
  lastGoodFor: 2 * 60 * 60_000,
  unknownKeyCooldown: 30_000,
  failureCooldown: 1_000,
};

interface Uses {
  readonly fetch: FetchDocument;
  /** Where an issuer is reached: itself, or its URL inside the network where it goes by another name there. */
  readonly reachIssuer: (issuer: string) => string;
  readonly log: Logger;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Keys by discovery: `{issuer}/.well-known/openid-configuration` names the `jwks_uri`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @returns finders that throw {@link IssuerUnreachable} where there are no keys to use.
 */
export const keysOfIssuers = (uses: Uses): KeysOfIssuer => {
  // Issuers come from the API's file and never from a token, so they are few.
  const finders = new Map<string, JWTVerifyGetKey>();
  return (issuer) => {
    const known = finders.get(issuer);
    if (known) return known;
    const find = rememberedKeys({ ...uses, fetch: () => fetchKeys(issuer, uses), times, of: issuer });
    finders.set(issuer, find);
    return find;
  };
};

const fetchKeys = async (issuer: string, uses: Uses) => {
  const url = await keySetUrl(issuer, uses);
  try {
    const { usable, refused } = checkedKeys(await uses.fetch(url), { algorithms: rsaAlgorithms, use: "optional" });
    if (refused.length > 0) uses.log.warn({ issuer, refused }, "keys of an issuer that are not used");
    return usable;
  } catch (error) {
    const message = `the keys of ${issuer} at ${url} cannot be used: ${(error as Error).message}`;
    throw new IssuerUnreachable("JWKS communication error", message, { cause: error });
  }
};

const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

const keySetUrl = async (issuer: string, { fetch, reachIssuer }: Uses) => {
  // OpenID Discovery 4.1: a slash at an issuer's end is taken away first.
  const reached = reachIssuer(issuer).replace(/\/$/, "");
  const url = `${reached}/.well-known/openid-configuration`;
  try {
    const { issuer: named, jwks_uri: keys } = metadata.parse(await fetch(url));
    // OpenID Discovery 4.3: whoever answers for another issuer cannot vouch for this one's keys.
    if (named !== issuer) throw new Error(`it is the document of ${named}`);
    return reached === issuer.replace(/\/$/, "") ? keys : sameServer(keys, reached);
  } catch (error) {
    const message = `the document of ${issuer} at ${url} cannot be used: ${(error as Error).message}`;
    throw new IssuerUnreachable("OIDC discovery endpoint communication error", message, { cause: error });
  }
};

/** An issuer that is reached by another name is so with its keys as well. */
const sameServer = (keys: string, reached: string) => {
  const { pathname, search } = new URL(keys);
  return new URL(pathname + search, reached).href;
};
