import { createPublicKey, verify } from "node:crypto";
import type { Parameter, RedirectParameters } from "./redirect-parameters.ts";
import { RefusedRequest } from "./refused-request.ts";

/** By SigAlg: the hash. */
const algorithms: Readonly<Record<string, string>> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "sha512",
};

/** Whose signature is expected. */
export interface Signer {
  readonly entityId: string;
  /** PEM; any of them may have signed. */
  readonly certificates: readonly [string, ...string[]];
}

/**
 * Checks the signature over the octets of message, RelayState and SigAlg, in this order, as they came.
 * @throws {RefusedRequest}
 * @see SAML Bindings 2.0, 3.4.4.1
 */
export const checkRedirectSignature = (parameters: RedirectParameters, { entityId, certificates }: Signer): void => {
  const algorithm = required("SigAlg", parameters);
  const hash = algorithms[algorithm.value];
  if (!hash)
    throw refused({ subject: "SigAlg", expected: Object.keys(algorithms).join(" or "), received: algorithm.value });
  const signature = octets(required("Signature", parameters));
  const signed = [parameters.SAMLRequest ?? parameters.SAMLResponse, parameters.RelayState, algorithm]
    .flatMap((parameter) => parameter?.raw ?? [])
    .join("&");
  if (certificates.some((pem) => verify(hash, Buffer.from(signed), createPublicKey(pem), signature))) return;
  throw refused({
    subject: "Signature",
    expected: `a signature by ${entityId}, with the certificate that is registered for it, over ${signed}`,
    received: "one that does not verify",
    hint: "Either something was changed on the way, or encoded again, or the certificate is another one.",
  });
};

const required = (subject: "SigAlg" | "Signature", parameters: RedirectParameters): Parameter => {
  const found = parameters[subject];
  if (found) return found;
  throw refused({
    subject,
    expected: "the parameter: this service provider is known to sign",
    received: "none",
    hint: "It is known by the signingCertificate that it is registered with.",
  });
};

const octets = ({ value }: Parameter) => {
  const bytes = Buffer.from(value, "base64");
  if (value !== "" && bytes.toString("base64") === value) return bytes;
  throw refused({ subject: "Signature", expected: "base64", received: value || "nothing" });
};

const refused = (refusal: ConstructorParameters<typeof RefusedRequest>[0]) => new RefusedRequest(refusal);
