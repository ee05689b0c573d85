import { joinedHeader } from "../request/headers.ts";
import { signatureInHeader } from "./authorization-header.ts";
import type { ClaimedSignature } from "./claimed-signature.ts";
import { isPresigned, signatureInQuery } from "./presigned-query.ts";
import { SignatureRefused } from "./signature-refused.ts";
import type { SignedRequest } from "./signed-request.ts";

/**
 * Finds the signature of a request: in `Authorization` or in the query.
 * @throws {SignatureRefused} where there is none, two, or a part of one.
 */
export const findSignature = (request: Pick<SignedRequest, "headers" | "query">): ClaimedSignature => {
  const authorization = joinedHeader(request.headers, "authorization");
  const presigned = isPresigned(request.query);
  if (authorization !== undefined && presigned)
    throw new SignatureRefused(
      "InvalidSignatureException",
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  if (presigned) return required(signatureInQuery(request.query));
  if (authorization === undefined) throw new SignatureRefused("MissingAuthenticationTokenException");
  return required(signatureInHeader(authorization, request));
};

/** What is no scheme of AWS at all counts as no signature (observed on API Gateway). */
const required = (claimed: ClaimedSignature) => {
  if (claimed.algorithm.startsWith("AWS4-")) return claimed;
  throw new SignatureRefused("MissingAuthenticationTokenException", undefined, `no AWS scheme: ${claimed.algorithm}`);
};

/**
 * Whether `Authorization` is an AWS signature, with the blanks and commas in front that its reader passes over: what a
 * backend must not get to see.
 */
export const isAwsSignature = (authorization: string): boolean =>
  /^[\s,]*AWS4-[A-Z0-9-]+(?:[\s,]|$)/.test(authorization);
