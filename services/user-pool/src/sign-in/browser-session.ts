/** A browser in which somebody has signed in: what lies behind the cookie `cognito`. */
export interface BrowserSession {
  readonly poolId: string;
  readonly username: string;
  /** Undefined: a user who signed in with a password. */
  readonly provider: string | undefined;
  readonly authTime: Date;
}

/** Sessions are known by the hash of their cookie. */
export interface BrowserSessions {
  find(cookieHash: Buffer, now: Date): Promise<BrowserSession | undefined>;
  end(cookieHash: Buffer): Promise<void>;
}

/** One hour: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
export const sessionLifetime = 3_600;
