/** A user of a pool. */
export interface Member {
  readonly poolId: string;
  readonly username: string;
}

/** What the function asks of a user pool, and does there. */
export interface PoolGroups {
  /** Attributes by name. @returns undefined where there is no such user */
  profileOf(member: Member): Promise<ReadonlyMap<string, string> | undefined>;
  /** The provider's own name of the attribute that is mapped to `custom:groups`. @returns undefined where none is */
  groupsAttributeOf(poolId: string, provider: string): Promise<string | undefined>;
  ofPool(poolId: string): Promise<readonly string[]>;
  ofUser(member: Member): Promise<readonly string[]>;
  /** Who is a member stays one. */
  join(member: Member, group: string): Promise<void>;
  /** Who is no member stays none. */
  leave(member: Member, group: string): Promise<void>;
}
