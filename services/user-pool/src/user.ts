import type { Pool } from "./config/user-pool.ts";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#signup-confirmation-verification-user-pools */
export type UserStatus = "UNCONFIRMED" | "CONFIRMED" | "RESET_REQUIRED" | "FORCE_CHANGE_PASSWORD" | "EXTERNAL_PROVIDER";

/** Whom an identity provider knows a user as. */
export interface Identity {
  readonly provider: string;
  /** The user's id at the provider: the NameID, as it was sent. */
  readonly userId: string;
  /** Entity id of the identity provider; undefined for a linked one that has not signed in yet. */
  readonly issuer: string | undefined;
  /** Whether the profile was made for it; an administrator linked the others. */
  readonly primary: boolean;
  readonly createdAt: Date;
}

/** A user's profile. Federated users are named `{ProviderName}_{NameID}` (COGNITO's own rule). */
export interface User {
  readonly poolId: string;
  readonly username: string;
  /** The pool's own id of the user, in the form of a UUID; never that of the identity provider. */
  readonly sub: string;
  readonly status: UserStatus;
  /** In the order in which they came; none for a user who has a password alone. */
  readonly identities: readonly Identity[];
  /** Attributes by pool name, all of them strings, as Cognito keeps them. Without `sub` and `identities`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** In the order of their precedence. */
  readonly groups: readonly string[];
  /** The roles of those groups that have one, in the same order. */
  readonly roles: readonly GroupRole[];
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  /** Tokens issued before this moment are revoked by a global sign-out. */
  readonly tokensNotBefore: Date | undefined;
}

export interface GroupRole {
  readonly arn: string;
  /** Of its group: 0 goes before 1, and 1 before undefined. */
  readonly precedence: number | undefined;
}

/** A page of a listing, and where the next one begins. */
export interface UserPage {
  readonly users: readonly User[];
  readonly next: string | undefined;
}

export interface UserDirectory {
  find(poolId: string, username: string): Promise<User | undefined>;
  /** Whom an identity provider knows by this id: by a profile of its own, or by a link. */
  findByIdentity(poolId: string, identity: Pick<Identity, "provider" | "userId">): Promise<User | undefined>;
  /**
   * Whom people and administrators name: by username in whatever case the pool allows, by an alias or by `sub`. One whom
   * only a provider vouches for is found by the username alone.
   */
  lookUp(pool: Pool, name: string): Promise<User | undefined>;
  /** @param after the username at which the page before ended */
  list(poolId: string, query: UserQuery): Promise<UserPage>;
  /**
   * Gives the user other attributes, and the aliases that go with them. What `attributes` throws ends the change with nothing done.
   * @param attributes from those that the user has, which nobody else changes meanwhile, to those that the user shall have
   * @returns false, as all that follow, for a user who is no more
   * @throws {AccountRefused} "alias taken"
   */
  change(user: UserKey, now: Date, attributes: (current: Attributes) => Attributes): Promise<boolean>;
  enable(user: UserKey, now: Date): Promise<boolean>;
  /** Revokes all of the user's tokens, too. */
  disable(user: UserKey, now: Date): Promise<boolean>;
  remove(user: UserKey): Promise<boolean>;
}

export type UserKey = Pick<User, "poolId" | "username">;

export type Attributes = User["attributes"];

export interface UserQuery {
  readonly filter: UserFilter | undefined;
  /** Its members alone; undefined: all users. */
  readonly group?: string | undefined;
  readonly limit: number;
  readonly after: string | undefined;
}

/** One comparison: of a column of the profile, or of one of its attributes. */
export interface UserFilter {
  readonly of: "username" | "sub" | "enabled" | "user status" | { readonly attribute: string };
  readonly comparison: "=" | "^=";
  readonly value: string;
  /** Whether letters are compared with their case. */
  readonly exact: boolean;
}

/** How a profile is tied to its providers, as the user attribute `identities` has it. */
export const identitiesOf = (user: Pick<User, "identities">) =>
  user.identities.map(({ userId, provider, issuer, primary, createdAt }) => ({
    userId,
    providerName: provider,
    providerType: "SAML",
    issuer: issuer ?? null,
    primary,
    dateCreated: createdAt.getTime(),
  }));

/** `identities` as a JSON text; nothing for a user whom no provider knows. */
export const identitiesText = (user: Pick<User, "identities">): { identities?: string } =>
  user.identities.length === 0 ? {} : { identities: JSON.stringify(identitiesOf(user)) };

/** All attributes as `UserAttributes` lists them; `identities` is a JSON string there. */
export const userAttributes = (user: User): { Name: string; Value: string }[] =>
  Object.entries({ sub: user.sub, ...user.attributes, ...identitiesText(user) }).map(([Name, Value]) => ({
    Name,
    Value,
  }));

/** The group that every auto-created profile of a provider joins. */
export const automaticGroup = (poolId: string, provider: string) => `${poolId}_${provider}`;
