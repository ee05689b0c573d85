/** A user as the pool knows them now. */
export interface PoolUser {
  readonly username: string;
  readonly sub: string;
  readonly email: string | undefined;
}

/** Asks the pool whose token this is; undefined when it was revoked, or the user is gone or disabled. */
export type FindUser = (accessToken: string) => Promise<PoolUser | undefined>;
