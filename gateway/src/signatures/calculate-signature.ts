import { createHash, createHmac } from "node:crypto";
import type { CredentialScope } from "./credential-scope.ts";

/** What is signed: the request's hash, when, and what for. */
export const stringToSign = (
  canonical: string,
  time: string,
  { day, region, service }: Omit<CredentialScope, "accessKeyId">,
): string =>
  [
    "AWS4-HMAC-SHA256",
    time,
    `${day}/${region}/${service}/aws4_request`,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signature */
export const calculateSignature = (
  secretAccessKey: string,
  { day, region, service }: Omit<CredentialScope, "accessKeyId">,
  text: string,
): string => {
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex");
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
