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
  "aud",
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
  id: new Set([...ofEveryToken, "cognito:username", "identities"]),
  access: new Set([...ofEveryToken, "client_id", "device_key", "event_id", "scope", "username", "version"]),
};

/** An access token may be given an audience, as long as that is its client. */
const namesClient = (claims: object, [name, value]: [string, unknown]) =>
  name === "aud" && !("aud" in claims) && "client_id" in claims && claims.client_id === value;

/** Claims as a trigger changes them. What it both adds and suppresses is suppressed. */
export const overridden = <Claims extends object>(
  claims: Claims,
  token: keyof typeof reserved,
  changes: ClaimChanges | undefined,
): Claims => {
  if (!changes) return claims;
  const isOpen = (name: string) => !reserved[token].has(name);
  const added = Object.entries(changes.add).filter((claim) => isOpen(claim[0]) || namesClient(claims, claim));
  const suppressed = new Set(changes.suppress.filter(isOpen));
  const all = Object.entries({ ...claims, ...Object.fromEntries(added) });
  return Object.fromEntries(all.filter(([name]) => !suppressed.has(name))) as Claims;
};

/** The scopes of an access token, which a trigger can change without changing what was granted. */
export const overriddenScopes = (scopes: readonly string[], overrides: TokenOverrides | undefined) => {
  if (!overrides) return scopes;
  const { addScopes, suppressScopes } = overrides.access;
  return [...new Set([...scopes, ...addScopes])].filter((scope) => !suppressScopes.includes(scope));
};
