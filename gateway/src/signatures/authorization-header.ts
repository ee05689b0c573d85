import { createHash } from "node:crypto";
import { joinedHeader } from "../request/headers.ts";
import type { ClaimedSignature } from "./claimed-signature.ts";
import { SignatureRefused } from "./signature-refused.ts";
import type { SignedRequest } from "./signed-request.ts";

const needed = ["Credential", "Signature", "SignedHeaders"] as const;

/**
 * Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. The words of the refusals were observed on
 * API Gateway; it hashes the header where it once repeated it.
 * @throws {SignatureRefused}
 */
export const signatureInHeader = (authorization: string, request: Pick<SignedRequest, "headers">): ClaimedSignature => {
  const [algorithm = "", ...parts] = authorization.split(/[,\s]+/).filter((part) => part !== "");
  if (parts.some((part) => !part.includes("="))) throw incomplete(noPair(authorization));
  const date = joinedHeader(request.headers, "x-amz-date") ?? joinedHeader(request.headers, "date");
  const [credential, signature, signedHeaders] = needed.map((name) => parameter(name, parts));
  if (credential && signature && signedHeaders && date)
    return {
      form: "header",
      algorithm,
      credential,
      signedHeaders: signedHeaders.toLowerCase().split(";"),
      signature,
      date,
      expires: undefined,
      sessionToken: joinedHeader(request.headers, "x-amz-security-token"),
    };
  throw incomplete(missing(parts, date, authorization));
};

/** The value of a parameter; one that is given twice counts as none, since nobody could tell which is meant. */
const parameter = (name: string, parts: readonly string[]): string | undefined => {
  const [value, ...more] = parts
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return more.length === 0 ? value : undefined;
};

/** What is said of a value that is no list of `key=value` pairs, such as `Bearer x`. */
export const noPair = (authorization: string): string =>
  `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed(authorization)}'.`;

const missing = (parts: readonly string[], date: string | undefined, authorization: string) =>
  [
    ...needed
      .filter((name) => !parameter(name, parts))
      .map((name) => `Authorization header requires '${name}' parameter.`),
    ...(date ? [] : ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]),
    `(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(authorization)}`,
  ].join(" ");

/** Unconfirmed: that the whole value is hashed. */
const hashed = (authorization: string) => createHash("sha256").update(authorization, "latin1").digest("base64");

const incomplete = (message: string) => new SignatureRefused("IncompleteSignatureException", message);
