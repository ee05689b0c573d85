/** One attempt to sign in, as `audit.sign_ins` keeps it. */
export interface SignInRecord {
  /** The request id that the log and the browser have. */
  readonly httpRequestId: string;
  /** `success`, or the code of what was wrong. */
  readonly outcome: string;
  readonly expected: string | undefined;
  readonly received: string | undefined;
  readonly poolId: string | undefined;
  readonly clientId: string | undefined;
  readonly provider: string | undefined;
  readonly username: string | undefined;
  /** ID of the AuthnRequest. */
  readonly samlRequestId: string | undefined;
}

export type RecordSignIn = (record: SignInRecord) => Promise<void>;
