/** The only file that knows xml-crypto: it verifies the signatures of which node-saml makes more, or less, than they are. */
import { SignedXml } from "xml-crypto";
import type { Expectation } from "./expectation.ts";
import { SamlRefusal } from "./refusal.ts";

/**
 * The element that `signature` is the child of, as it was signed: canonical bytes, from which alone may be read on.
 * The form of the signature must have been checked, and that no other signature is anywhere in the document.
 * @param xml the document that `signature` is a part of, let through by the scan
 * @throws {SamlRefusal} SAML_SIGNATURE_INVALID
 */
export const signedBytes = (xml: string, signature: Element, idp: Expectation["idp"]): string => {
  for (const certificate of idp.certificates) {
    const bytes = verified(xml, signature, certificate);
    if (bytes !== undefined) return bytes;
  }
  throw new SamlRefusal("SAML_SIGNATURE_INVALID", { expected: `a signature by ${idp.entityId}` });
};

const verified = (xml: string, signature: Element, certificate: string): string | undefined => {
  // KeyInfo convinces nobody: the certificate is the metadata's.
  const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return undefined;
  } catch {
    return undefined;
  }
  const [bytes, another] = verifier.getSignedReferences();
  return another === undefined ? bytes : undefined;
};
