/** A group of a pool's users. Tokens name the groups of their user in the order of precedence. */
export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly roleArn: string | undefined;
  /** 0 goes before 1, and 1 before undefined. */
  readonly precedence: number | undefined;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export type GroupKey = Pick<Group, "poolId" | "name">;

/** What undefined stands for stays as it is. */
export type GroupChanges = Pick<Group, "description" | "roleArn" | "precedence">;

export interface GroupPage {
  readonly groups: readonly Group[];
  readonly next: string | undefined;
}

export interface Groups {
  find(key: GroupKey): Promise<Group | undefined>;
  /** @returns undefined where a group has the name, or one that differs from it in case alone unless `caseSensitive` */
  create(key: GroupKey, group: GroupChanges & { caseSensitive: boolean; now: Date }): Promise<Group | undefined>;
  /** @returns undefined where there is no such group */
  update(key: GroupKey, changes: GroupChanges, now: Date): Promise<Group | undefined>;
  /** @returns false where there is no such group */
  remove(key: GroupKey): Promise<boolean>;
  /**
   * In the order of their names.
   * @param of the user whose groups are asked for; undefined: all
   * @param page after: the name at which the page before ended
   */
  list(
    poolId: string,
    of: { readonly username: string } | undefined,
    page: { readonly limit: number; readonly after: string | undefined },
  ): Promise<GroupPage>;
  /** A member stays one. @returns false where there is no such group or user any more */
  addMember(key: GroupKey, username: string): Promise<boolean>;
  removeMember(key: GroupKey, username: string): Promise<void>;
}
