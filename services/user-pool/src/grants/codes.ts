import type { CodeGrant } from "../sign-in/authorization-code.ts";
import type { Leg } from "../trace/trace.ts";

export interface TakenCode extends CodeGrant {
  /** The family that the code begins, and that is revoked if the code is shown again. */
  readonly originJti: string;
}

/** The first refresh token of a family, if it has any, and when the family ends. */
export interface FirstToken {
  readonly tokenHash: Buffer | undefined;
  readonly expires: Date;
  /** The redemption's part in the sign-in attempt, to be recorded with it. */
  readonly leg?: Leg | undefined;
}

export interface Codes {
  save(codeHash: Buffer, grant: CodeGrant, expires: Date): Promise<void>;
  /**
   * Takes the code, once and for all, and in the same transaction begins its family with what `begin` returns.
   * A code that was taken before revokes the family that it began (RFC 6749, 4.1.2).
   * @returns undefined for a code that is unknown, expired or taken before.
   * @throws whatever `begin` throws; the code is spent all the same, so that nobody guesses twice.
   */
  take(codeHash: Buffer, now: Date, begin: (code: TakenCode) => FirstToken): Promise<TakenCode | undefined>;
  /** The sign-in attempt that a code came of, used or not, for as long as the code is remembered. */
  attemptOf(codeHash: Buffer): Promise<string | undefined>;
}
