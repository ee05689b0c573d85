/** Any value of JSON. */
export type ClaimValue =
  | null
  | boolean
  | number
  | string
  | readonly ClaimValue[]
  | { readonly [name: string]: ClaimValue };

export interface ClaimChanges {
  readonly add: Readonly<Record<string, ClaimValue>>;
  readonly suppress: readonly string[];
}

/** What tokens show in place of the user's own groups and roles. */
export interface GroupOverride {
  readonly names: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole: string | undefined;
}

/** What the trigger PreTokenGeneration wants of the tokens of one user. */
export interface TokenOverrides {
  readonly id: ClaimChanges;
  readonly access: ClaimChanges & {
    readonly addScopes: readonly string[];
    readonly suppressScopes: readonly string[];
  };
  /** Undefined: as they are. */
  readonly groups: GroupOverride | undefined;
}

const ofEveryToken = [
  "acr",
  "amr",
  "at_hash",
  "auth_time",
  "azp",
  "exp",
  "iat",
  "iss",
  "jti",
  "nbf",
  "nonce",
  "origin_jti",
  "sub",
  "token_use",
];

/**
 * Claims that a trigger neither sets nor suppresses; what it says of them is passed over.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
const reserved = {
  id: new Set([...ofEveryToken, "aud", "cognito:username", "identities"]),
  access: new Set([...ofEveryToken, "client_id", "device_key", "event_id", "scope", "username", "version"]),
};

/** Claims as a trigger changes them. What it both adds and suppresses is suppressed. */
export const overridden = <Claims extends object>(
  claims: Claims,
  token: keyof typeof reserved,
  changes: ClaimChanges | undefined,
): Claims => {
  if (!changes) return claims;
  const open = ([name]: [string, unknown]) => !reserved[token].has(name);
  const all = Object.entries({ ...claims, ...Object.fromEntries(Object.entries(changes.add).filter(open)) });
  const suppressed = new Set(changes.suppress);
  return Object.fromEntries(all.filter((entry) => !open(entry) || !suppressed.has(entry[0]))) as Claims;
};

/** The scopes of an access token, which is all that a trigger can change of a grant. */
export const overriddenScopes = (scopes: readonly string[], overrides: TokenOverrides | undefined) => {
  if (!overrides) return scopes;
  const { addScopes, suppressScopes } = overrides.access;
  return [...new Set([...scopes, ...addScopes])].filter((scope) => !suppressScopes.includes(scope));
};
