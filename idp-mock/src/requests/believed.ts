import type { ServiceProvider } from "../directory/service-provider.ts";
import { signedMessage } from "./message-signature.ts";
import type { RedirectParameters } from "./redirect-parameters.ts";
import { checkRedirectSignature, type Signer } from "./redirect-signature.ts";

/** A message as it came, by the binding over which it came. */
export type Received =
  | { readonly xml: string; readonly parameters: RedirectParameters }
  | { readonly xml: string; readonly parameters?: undefined };

/**
 * What may be believed of a message: of a service provider that is known to sign, what it signed; of another, all.
 * @throws {RefusedRequest}
 */
export const believed = ({ xml, parameters }: Received, issuer: string, known: readonly ServiceProvider[]): string => {
  const signer = signerOf(issuer, known);
  if (!signer) return xml;
  if (!parameters) return signedMessage(xml, signer);
  checkRedirectSignature(parameters, signer);
  return xml;
};

const signerOf = (issuer: string, known: readonly ServiceProvider[]): Signer | undefined => {
  const its = known.filter(({ entityId }) => entityId === issuer);
  const [first, ...others] = new Set(its.flatMap(({ signingCertificate }) => signingCertificate ?? []));
  return first === undefined ? undefined : { entityId: issuer, certificates: [first, ...others] };
};
