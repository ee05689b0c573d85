/** A request as its signer saw it. */
export interface SignedRequest {
  readonly method: string;
  /** The raw path as the client sent it, stage and base path included. */
  readonly path: string;
  /** The raw query as sent, without `?`. */
  readonly query: string;
  /** In the order of arrival; bytes above 127 as Node shows them, one character each. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}
