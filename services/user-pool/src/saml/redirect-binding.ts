import { type KeyObject, sign } from "node:crypto";
import { deflateRawSync } from "node:zlib";

/** A message on its way by the HTTP-Redirect binding. */
export interface RedirectedMessage {
  readonly parameter: "SAMLRequest" | "SAMLResponse";
  readonly xml: string;
  /** The provider's URL, as its metadata has it; it may have a query of its own. */
  readonly destination: string;
  readonly relayState: string | undefined;
  /** Undefined: the message goes unsigned. */
  readonly signedBy: KeyObject | undefined;
}

/** The one algorithm that Cognito signs with (RequestSigningAlgorithm `rsa-sha256`). */
const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

/**
 * Where the browser is sent with a message: message, RelayState and SigAlg in this order, each encoded once, and the
 * signature over just these octets.
 * @see SAML Bindings 2.0, 3.4.4.1
 */
export const redirectUrl = ({ parameter, xml, destination, relayState, signedBy }: RedirectedMessage): string => {
  const message = deflateRawSync(xml).toString("base64");
  const query = queryOf([
    [parameter, message],
    ["RelayState", relayState],
    ["SigAlg", signedBy && rsaSha256],
  ]);
  const signature = signedBy && sign("sha256", Buffer.from(query), signedBy).toString("base64");
  const separator = destination.includes("?") ? "&" : "?";
  return `${destination}${separator}${query}${signature ? `&${queryOf([["Signature", signature]])}` : ""}`;
};

const queryOf = (parameters: readonly (readonly [string, string | undefined])[]) =>
  parameters
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join("&");
