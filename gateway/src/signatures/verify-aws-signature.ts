import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import { calculateSignature, stringToSign } from "./calculate-signature.ts";
import { canonicalRequest } from "./canonical-request.ts";
import type { ClaimedSignature } from "./claimed-signature.ts";
import type { Credential, FindCredential } from "./credential.ts";
import { credentialScope } from "./credential-scope.ts";
import { findSignature } from "./find-signature.ts";
import { SignatureRefused } from "./signature-refused.ts";
import type { SignedRequest } from "./signed-request.ts";
import { signingTime } from "./signing-time.ts";

/** What a signature must be made for, and by whom it may be. */
export interface SignatureRules {
  readonly region: string;
  /** `execute-api` for an API's requests, `apigateway` for requests about APIs. */
  readonly service: string;
  readonly find: FindCredential;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Verifies a request's AWS Signature Version 4, in the order in which AWS was seen to check it (dynalite's notes on
 * DynamoDB, which shares the code).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * @returns whose credentials signed the request.
 * @throws {SignatureRefused}
 */
export const verifyAwsSignature = (request: SignedRequest, rules: SignatureRules): Credential => {
  const claimed = findSignature(request);
  const time = signingTime(claimed, rules.now);
  requireHost(claimed);
  requireAlgorithm(claimed);
  const { region, service } = rules;
  const scope = credentialScope(claimed.credential, { region, service, day: time.slice(0, 8) });
  const credential = knownCredential(scope.accessKeyId, claimed, rules);
  const canonical = canonicalRequest(request, claimed);
  const text = stringToSign(canonical, time, scope);
  if (!isSameSecret(claimed.signature, calculateSignature(credential.secretAccessKey, scope, text)))
    throw mismatch(canonical, text, credential);
  if (credential.expires !== undefined && credential.expires <= rules.now)
    throw new SignatureRefused("ExpiredTokenException");
  return credential;
};

const requireHost = ({ signedHeaders }: ClaimedSignature) => {
  if (!signedHeaders.includes("host"))
    throw new SignatureRefused(
      "InvalidSignatureException",
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
};

const requireAlgorithm = ({ algorithm }: ClaimedSignature) => {
  if (algorithm !== "AWS4-HMAC-SHA256")
    throw new SignatureRefused(
      "IncompleteSignatureException",
      `Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `,
    );
};

/** A key of temporary credentials is known only together with its session token, and any other only without one. */
const knownCredential = (accessKeyId: string, { sessionToken }: ClaimedSignature, { find }: SignatureRules) => {
  const credential = find(accessKeyId);
  if (!credential)
    throw new SignatureRefused("UnrecognizedClientException", undefined, `nobody has the access key ${accessKeyId}`);
  if (!isSameSecret(sessionToken ?? "", credential.sessionToken ?? ""))
    throw new SignatureRefused("UnrecognizedClientException", undefined, `not the session token of ${accessKeyId}`);
  return credential;
};

/** AWS tells the signer what it would have signed (recorded on API Gateway). */
const mismatch = (canonical: string, text: string, { accessKeyId }: Credential) => {
  const { message } = new SignatureRefused("InvalidSignatureException");
  return new SignatureRefused(
    "InvalidSignatureException",
    `${message}\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${text}'\n`,
    `the signature does not match that of ${accessKeyId}`,
  );
};
