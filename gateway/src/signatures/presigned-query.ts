import type { ClaimedSignature } from "./claimed-signature.ts";
import { queryParameters } from "./query-parameters.ts";
import { SignatureRefused } from "./signature-refused.ts";

const needed = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"] as const;

/** Whether a query carries a signature. */
export const isPresigned = (query: string): boolean => valuesOf("X-Amz-Algorithm", query).length > 0;

/**
 * Reads the signature of a presigned URL.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 * @throws {SignatureRefused} naming what is missing; what is given twice counts as missing.
 */
export const signatureInQuery = (query: string): ClaimedSignature => {
  const [algorithm, credential, signature, signedHeaders, date] = needed.map((name) => only(name, query));
  if (algorithm && credential && signature && signedHeaders && date)
    return {
      form: "query",
      algorithm,
      credential,
      signedHeaders: signedHeaders.toLowerCase().split(";"),
      signature,
      date,
      expires: valuesOf("X-Amz-Expires", query).at(0),
      sessionToken: valuesOf("X-Amz-Security-Token", query).at(0),
    };
  const missing = needed.filter((name) => !only(name, query));
  const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'.`);
  throw new SignatureRefused(
    "IncompleteSignatureException",
    [...sentences, "Re-examine the query-string parameters."].join(" "),
  );
};

const only = (name: string, query: string) => {
  const [value, ...more] = valuesOf(name, query);
  return more.length === 0 ? value : undefined;
};

const valuesOf = (name: string, query: string): readonly string[] =>
  queryParameters(query)
    .filter(([each]) => each.equals(Buffer.from(name)))
    .map(([, value]) => value.toString());
