import { randomBytes } from "node:crypto";
import type { ResponseType } from "./refusals.ts";

/** A sign-in that has gone to its identity provider and is awaited back, in the same browser. */
export interface PendingSignIn {
  /** A UUID, which RelayState carries and the trace of the attempt is found by. */
  readonly id: string;
  /** ID of the AuthnRequest. */
  readonly requestId: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly provider: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly responseType: ResponseType;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly resource?: string | undefined;
  readonly expires: Date;
}

/** For how long the identity provider may take, in seconds: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html */
export const signInLifetime = 300;

/** The id token needs a nonce if a provider signs the user in: without one of the application's, 171 random characters. */
export const automaticNonce = () => randomBytes(128).toString("base64url");

export interface PendingSignIns {
  /** @param browserHash of the cookie that ties the sign-in to one browser */
  save(pending: PendingSignIn, browserHash: Buffer): Promise<void>;
  /** Reads without taking: a response that proves wrong must not cost the user the sign-in. */
  find(id: string, browserHash: Buffer, now: Date): Promise<PendingSignIn | undefined>;
}
