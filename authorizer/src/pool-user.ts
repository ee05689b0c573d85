import type { User } from "@gatehouse/entitlements/variables.ts";

/** A user as the pool knows them now: resources may speak of each of the attributes. */
export type PoolUser = User;

/** Asks the pool whose token this is; undefined when it was revoked, or the user is gone or disabled. */
export type FindUser = (accessToken: string) => Promise<PoolUser | undefined>;
