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

/** All values of a header, as one; undefined where there is none. */
export const headerOf = ({ headers }: Pick<SignedRequest, "headers">, name: string): string | undefined => {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return values.length > 0 ? values.join(",") : undefined;
};
