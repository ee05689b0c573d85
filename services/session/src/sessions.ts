import type { Tokens } from "./tokens.ts";

/** A signed-in browser, as the server keeps it. */
export interface Session extends Tokens {
  readonly username: string;
  readonly refreshToken: string;
}

export interface StoredSession extends Session {
  /** The end that no refresh moves. */
  readonly expiresAt: Date;
  /** Refreshed a moment ago, perhaps while this caller waited: to refresh again would be one call too many. */
  readonly fresh: boolean;
}

/** Sessions by their key, the value of the session cookie. */
export interface Sessions {
  /** @returns when the session ends at the latest. */
  create(key: string, session: Session): Promise<Date>;
  /**
   * Gives the session to `work`, to nobody else meanwhile, in any process. What it resolves to is kept; `undefined`
   * ends the session. When it rejects nothing changes.
   * @returns the session as it is afterwards; undefined when there is none.
   */
  change(
    key: string,
    work: (session: StoredSession) => Promise<Session | undefined>,
  ): Promise<StoredSession | undefined>;
  /** Ends a session and says what it was; undefined when there was none. */
  end(key: string): Promise<Session | undefined>;
}
