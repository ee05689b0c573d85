import type { TokenOverrides } from "../tokens/overrides.ts";

/** What a code stands for until it is redeemed. */
export interface CodeGrant {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  /** The API that the access token is for. */
  readonly resource?: string | undefined;
  readonly authTime: Date;
  /** What the trigger PreTokenGeneration wants of the tokens that the code will give. */
  readonly overrides: TokenOverrides | undefined;
  /** Of a sign-in with a password. */
  readonly eventId: string | undefined;
  /** Of the sign-in attempt whose trace the redemption goes into. */
  readonly attemptId?: string | undefined;
}

/** Five minutes: https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
export const codeLifetime = 300;
