/** A permission that a user holds through a role: docs/architecture.md, The database. */
export interface Grant {
  readonly role: string;
  readonly permission: string;
  readonly effect: "Allow" | "Deny";
  /** An HTTP method, or `*` for all of them. */
  readonly method: string;
  /**
   * A path pattern that begins with `/`, or `*`. In it `*` stands for any run of characters, `?` for one and
   * `${user.email}` for an attribute of the user: variables.ts.
   */
  readonly resource: string;
  /** Who was given the role: the user, or a group that the user is in. */
  readonly via: { readonly kind: "user" } | { readonly kind: "group"; readonly group: string };
  /** The first instant at which it counts, in milliseconds since 1970; null since ever. */
  readonly startsAt: number | null;
  /** The first instant at which it counts no more, in milliseconds since 1970; null never. */
  readonly endsAt: number | null;
}

/**
 * Reads all that a user holds, himself and through his groups (the claim `cognito:groups` of his access token), also
 * what begins or ends to count while it is remembered. Rejects when that cannot be known; a user without grants, or of
 * no tenant, holds none.
 */
export type FindGrants = (username: string, groups: readonly string[]) => Promise<readonly Grant[]>;

/** Whether a grant counts at an instant, in milliseconds since 1970: from its start on, until before its end. */
export const inForce = ({ startsAt, endsAt }: Pick<Grant, "startsAt" | "endsAt">, now: number): boolean =>
  (startsAt === null || startsAt <= now) && (endsAt === null || now < endsAt);
