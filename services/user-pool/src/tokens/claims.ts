import type { Client } from "../config/user-pool-client.ts";
import { identitiesOf, type User } from "../user.ts";
import { overridden, overriddenScopes, type TokenOverrides } from "./overrides.ts";
import { readableAttributes } from "./readable-attributes.ts";
import { rolesOf } from "./roles.ts";

/** What a sign-in gave to a client, of which all its tokens speak: first ones and refreshed ones alike. */
export interface Grant {
  readonly originJti: string;
  readonly scopes: readonly string[];
  readonly authTime: Date;
  /** Of a sign-in with a password, which its tokens name; a federated one has none. */
  readonly eventId: string | undefined;
  /** The API that access tokens are for, which they name as their audience (RFC 8707). */
  readonly resource?: string | undefined;
  /** Where the user signed in; left out: at the domain. */
  readonly begunBy?: IssuedBy;
}

/** Which part of Cognito issues: tokens of the JSON API bear neither `version` nor `at_hash`. */
export type IssuedBy = "domain" | "api";

export interface Issue {
  readonly issuer: string;
  readonly user: User;
  readonly client: Client;
  readonly grant: Grant;
  readonly by: IssuedBy;
  /** What the trigger PreTokenGeneration wants; undefined: nothing. */
  readonly overrides: TokenOverrides | undefined;
  readonly now: Date;
  readonly jti: string;
}

const seconds = (time: Date) => Math.floor(time.getTime() / 1000);

const groupClaim = ({ user, overrides }: Issue) => {
  const groups = overrides?.groups?.names ?? user.groups;
  return groups.length > 0 ? { "cognito:groups": groups } : {};
};

const roleClaims = ({ user, overrides }: Issue) => {
  const { roles, preferredRole } = overrides?.groups ?? ofTheGroups(user);
  return {
    ...(roles.length > 0 ? { "cognito:roles": roles } : {}),
    ...(preferredRole === undefined ? {} : { "cognito:preferred_role": preferredRole }),
  };
};

const ofTheGroups = (user: User) => {
  const { all, preferred } = rolesOf(user.roles);
  return { roles: all, preferredRole: preferred };
};

/** `origin_jti` and `jti` exist only where tokens can be revoked (EnableTokenRevocation). */
const revocation = ({ client, grant, jti }: Issue) => (client.revocable ? { origin_jti: grant.originJti, jti } : {});

const eventOf = ({ eventId }: Grant) => (eventId === undefined ? {} : { event_id: eventId });

/**
 * The claims of an access token. It names its client in `client_id`, and has an `aud` only where it is for one API.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const accessClaims = (issue: Issue) => {
  const { user, client, grant, now, overrides } = issue;
  const claims = {
    sub: user.sub,
    ...groupClaim(issue),
    iss: issue.issuer,
    ...(issue.by === "domain" ? { version: 2 } : {}),
    client_id: client.id,
    ...(grant.resource === undefined ? {} : { aud: grant.resource }),
    ...revocation(issue),
    ...eventOf(grant),
    token_use: "access",
    scope: overriddenScopes(grant.scopes, overrides).join(" "),
    auth_time: seconds(grant.authTime),
    exp: seconds(now) + client.lifetimes.access,
    iat: seconds(now),
    username: user.username,
  };
  return overridden(claims, "access", overrides?.access);
};

export interface MachineIssue extends Pick<Issue, "issuer" | "client" | "overrides" | "now" | "jti"> {
  readonly scopes: readonly string[];
}

/**
 * The claims of the access token of a client that speaks for itself: there is no user, no group and no sign-in.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const machineClaims = ({ issuer, client, scopes, overrides, now, jti }: MachineIssue) => {
  const claims = {
    sub: client.id,
    token_use: "access",
    scope: overriddenScopes(scopes, overrides).join(" "),
    auth_time: seconds(now),
    iss: issuer,
    exp: seconds(now) + client.lifetimes.access,
    iat: seconds(now),
    version: 2,
    jti,
    client_id: client.id,
  };
  return overridden(claims, "access", overrides?.access);
};

interface OfTheSignIn {
  readonly atHash?: string | undefined;
  /** Of the request, or made by the pool where a provider signed the user in; refreshed tokens have none. */
  readonly nonce?: string | undefined;
}

/**
 * The claims of an id token. In `identities` all values are strings, although the user attribute of that name holds
 * a boolean and a number.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export const idClaims = (issue: Issue, { atHash, nonce }: OfTheSignIn) => {
  const { user, client, grant, now, overrides } = issue;
  const claims = {
    ...attributeClaims(user, { scopes: grant.scopes, readable: client.readable }),
    ...(atHash === undefined ? {} : { at_hash: atHash }),
    sub: user.sub,
    ...groupClaim(issue),
    ...roleClaims(issue),
    iss: issue.issuer,
    "cognito:username": user.username,
    ...(nonce === undefined ? {} : { nonce }),
    ...revocation(issue),
    ...eventOf(grant),
    aud: client.id,
    ...identityClaim(user),
    token_use: "id",
    auth_time: seconds(grant.authTime),
    exp: seconds(now) + client.lifetimes.id,
    iat: seconds(now),
  };
  return overridden(claims, "id", overrides?.id);
};

const identityClaim = (user: User) =>
  user.identities.length === 0
    ? {}
    : {
        identities: identitiesOf(user).map((identity) => ({
          ...identity,
          primary: String(identity.primary),
          dateCreated: String(identity.dateCreated),
        })),
      };

/** They stand first, so that no attribute, whatever its name, replaces a claim of the token's own. */
const attributeClaims = (user: User, view: Parameters<typeof readableAttributes>[1]) =>
  Object.fromEntries(readableAttributes(user.attributes, view).map(([name, value]) => [name, claimValue(name, value)]));

const claimValue = (name: string, value: string) => {
  if (name.endsWith("_verified") && !name.startsWith("custom:")) return value.toLowerCase() === "true";
  if (name === "updated_at") return Number(value);
  return value;
};
