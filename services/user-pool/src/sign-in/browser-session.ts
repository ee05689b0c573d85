import type { Leg } from "../trace/trace.ts";
import type { NewCode } from "./new-code.ts";

/** A browser in which somebody has signed in: what lies behind the cookie `cognito`. */
export interface BrowserSession {
  readonly poolId: string;
  readonly username: string;
  /** Undefined: a user who signed in with a password. */
  readonly provider: string | undefined;
  readonly authTime: Date;
  /** The sign-in attempt that began it; undefined: nobody remembers. */
  readonly attemptId?: string | undefined;
}

/** What the identity provider knows a session by, for single logout. */
export interface SessionSubject {
  readonly nameId: string;
  /** Format and qualifiers of the NameID, as they were sent. */
  readonly nameIdAttributes: Readonly<Record<string, string>>;
  readonly sessionIndex: string | undefined;
}

/** A session that has just been ended. */
export interface EndedSession {
  readonly poolId: string;
  readonly provider: string;
  readonly subject: SessionSubject;
}

/** What a sign-in at the pool's own page brings about: everything of it happens, or nothing. */
export interface BegunSession {
  readonly session: BrowserSession;
  readonly cookieHash: Buffer;
  readonly expires: Date;
  /** Of the cookie that the browser had before, whose session ends. */
  readonly replaced: Buffer | undefined;
  readonly code: NewCode;
  /** The request's part in the sign-in attempt. */
  readonly leg: Leg;
}

/** Sessions are known by the hash of their cookie. */
export interface BrowserSessions {
  find(cookieHash: Buffer, now: Date): Promise<BrowserSession | undefined>;
  begin(begun: BegunSession): Promise<void>;
  /** @returns the session if it was not over yet and an identity provider began it */
  end(cookieHash: Buffer, now: Date): Promise<EndedSession | undefined>;
}

/** One hour: https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
export const sessionLifetime = 3_600;
