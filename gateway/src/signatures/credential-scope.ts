import { SignatureRefused } from "./signature-refused.ts";

/** What a signature is good for, and whose it is. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  /** `20270115`. */
  readonly day: string;
}

/**
 * Reads `{access key id}/{day}/{region}/{service}/aws4_request` and checks all but the key, every fault at once.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 * @throws {SignatureRefused}
 */
export const credentialScope = (
  credential: string,
  expected: Omit<CredentialScope, "accessKeyId">,
): CredentialScope => {
  const [accessKeyId = "", day, region, service, terminator, ...more] = credential.split("/");
  if (accessKeyId === "" || terminator === undefined || more.length > 0)
    throw new SignatureRefused(
      "IncompleteSignatureException",
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  const faults = [
    region === expected.region ? "" : "Credential should be scoped to a valid region. ",
    service === expected.service ? "" : `Credential should be scoped to correct service: '${expected.service}'. `,
    terminator === "aws4_request" ? "" : "Credential should be scoped with a valid terminator: 'aws4_request'. ",
    day === expected.day
      ? ""
      : "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP.",
  ].join("");
  if (faults !== "")
    throw new SignatureRefused("InvalidSignatureException", faults, `the credential's scope is ${credential}`);
  return { accessKeyId, ...expected };
};
