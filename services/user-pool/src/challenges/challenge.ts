import type { SrpOffer } from "../passwords/srp.ts";
import type { IssuedBy } from "../tokens/claims.ts";
import type { ChallengeResult } from "../triggers/challenge-session.ts";

/** What a user is asked for, and what must be remembered to judge the answer. */
export type Challenge =
  | {
      readonly name: "PASSWORD_VERIFIER";
      readonly clientValue: string;
      readonly offer: SrpOffer;
      readonly verifier: string;
      readonly secretBlock: string;
      /** Of the challenges before it, in a sign-in by the pool's own functions. */
      readonly results?: readonly ChallengeResult[] | undefined;
    }
  | {
      readonly name: "CUSTOM_CHALLENGE";
      /** What the answer is judged by. */
      readonly hidden: Readonly<Record<string, string>>;
      readonly metadata: string | undefined;
      /** Of the challenges before it. */
      readonly results: readonly ChallengeResult[];
    }
  | { readonly name: "NEW_PASSWORD_REQUIRED" }
  | { readonly name: "SOFTWARE_TOKEN_MFA" }
  /** Verified: an authenticator app was associated in this sign-in, and a code of it was right. */
  | { readonly name: "MFA_SETUP"; readonly verified: boolean };

export type ChallengeName = Challenge["name"];

/** A challenge that waits for its answer. */
export interface OpenChallenge {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  /** Whether there is such a user: others are challenged for show. */
  readonly known: boolean;
  /** A sign-in ends where it began: at the pages of the domain, or at the API. */
  readonly by: IssuedBy;
  readonly challenge: Challenge;
}

export interface NewChallenge extends OpenChallenge {
  readonly sessionHash: Buffer;
  readonly expires: Date;
}

export interface Challenges {
  find(sessionHash: Buffer, now: Date): Promise<OpenChallenge | undefined>;
  /** For nobody: a challenge of a user is saved with what else changes of the user. */
  save(challenge: NewChallenge): Promise<void>;
  /** @returns false if somebody else took it */
  take(sessionHash: Buffer, now: Date): Promise<boolean>;
}
