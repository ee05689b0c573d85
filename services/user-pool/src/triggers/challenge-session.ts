import type { Metadata, Subject } from "./event-attributes.ts";
import type { Occasion } from "./invoke-trigger.ts";

/** A challenge that was answered, as later ones are told of it. */
export interface ChallengeResult {
  readonly challengeName: "SRP_A" | "PASSWORD_VERIFIER" | "CUSTOM_CHALLENGE" | "SOFTWARE_TOKEN_MFA";
  readonly challengeResult: boolean;
  /** What CreateAuthChallenge said of a challenge of its own. */
  readonly challengeMetadata?: string | undefined;
}

/** Somebody on the way through custom challenges. */
export interface Challenged extends Occasion {
  /** Undefined where there is none and the client must not learn that. */
  readonly user: Subject | undefined;
  readonly clientMetadata?: Metadata;
}
