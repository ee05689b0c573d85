/** The signature that a request carries, with what it says of itself; nothing of it is checked but that it is there. */
export interface ClaimedSignature {
  readonly form: "header" | "query";
  readonly algorithm: string;
  /** `AKIA…/20270115/us-east-1/execute-api/aws4_request`. */
  readonly credential: string;
  /** Names in lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** When it was signed, as the client wrote it. */
  readonly date: string;
  /** `X-Amz-Expires`; only in the query. */
  readonly expires: string | undefined;
  readonly sessionToken: string | undefined;
}
