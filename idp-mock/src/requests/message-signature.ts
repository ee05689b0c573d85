import { SignedXml } from "xml-crypto";
import type { Signer } from "./redirect-signature.ts";
import { RefusedRequest } from "./refused-request.ts";
import { signatureOf } from "./signature-form.ts";
import { type XmlElement, xmlDocument } from "./xml-document.ts";

/**
 * The message as it was signed: the canonical bytes, from which alone may be read on. For the HTTP-POST binding.
 * @throws {RefusedRequest}
 * @see SAML Bindings 2.0, 3.5.4; SAML Core 2.0, 5.4
 */
export const signedMessage = (xml: string, signer: Signer): string => {
  const signature = signatureOf(xmlDocument(xml));
  if (!signature)
    throw refused(signer, "none", "It is known to sign by the signingCertificate that it is registered with.");
  for (const certificate of signer.certificates) {
    const bytes = verified(xml, signature, certificate);
    if (bytes !== undefined) return bytes;
  }
  throw refused(
    signer,
    "one that does not verify",
    "Either something was changed on the way, or the certificate is another one.",
  );
};

/** KeyInfo convinces nobody: the certificate is the registered one. */
const verified = (xml: string, signature: XmlElement, certificate: string): string | undefined => {
  const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature as unknown as Node);
    if (!verifier.checkSignature(xml)) return undefined;
  } catch {
    return undefined;
  }
  const [bytes, another] = verifier.getSignedReferences();
  return another === undefined ? bytes : undefined;
};

const refused = ({ entityId }: Signer, received: string, hint: string) =>
  new RefusedRequest({
    subject: "Signature",
    expected: `one by ${entityId}, with the certificate that is registered for it`,
    received,
    hint,
  });
