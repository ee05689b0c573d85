/** A permission that a user holds through a role: docs/architecture.md, The database. */
export interface Grant {
  readonly role: string;
  readonly permission: string;
  readonly effect: "Allow" | "Deny";
  /** An HTTP method, or `*` for all of them. */
  readonly method: string;
  /** A path pattern that begins with `/`, or `*`. In it `*` stands for any run of characters and `?` for one. */
  readonly resource: string;
}

/** Reads all that a user holds now. Rejects when that cannot be known; a user without grants holds none. */
export type FindGrants = (username: string) => Promise<readonly Grant[]>;
