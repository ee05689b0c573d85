import { decryptedAssertion } from "./decryption.ts";
import { attribute, is } from "./elements.ts";
import { checkEnvelope } from "./envelope.ts";
import type { Expectation, Scrutiny } from "./expectation.ts";
import { ds, protocol, saml } from "./namespaces.ts";
import { parseXml } from "./parse-xml.ts";
import { SamlRefusal } from "./refusal.ts";
import { signedBytes } from "./signature-by-xml-crypto.ts";
import { checkSignatureForm } from "./signatures.ts";
import { descendants, onlySignature } from "./structure.ts";
import { checkVocabulary } from "./vocabulary.ts";

/**
 * The assertion out of a response whose provider encrypts. The response must be signed and its signature valid before
 * anything is decrypted: the ciphertext is the provider's own then, and nobody else can ask for its decryption. A
 * signature of the assertion itself may be there, and must be valid, too.
 * @param xml the whole response, of which `response` is the root
 * @returns XML that is signed, to be read and checked as any assertion
 * @throws {SamlRefusal}
 */
export const encryptedAssertion = async (xml: string, response: Element, expected: Scrutiny): Promise<string> => {
  const { checks, idp } = expected;
  const signed = await checks.stage({
    what: "Signature of the encrypted response",
    expected: `one EncryptedAssertion in a response that is signed by ${idp.entityId}`,
    received: () => "valid",
    run: () => signedResponse(xml, response, idp),
  });
  checkEnvelope(signed, expected);
  return checks.stage({
    what: "Decryption",
    expected: "an assertion",
    received: () => "an assertion",
    run: () => decryptedPart(signed, expected),
  });
};

const signedResponse = (xml: string, response: Element, idp: Expectation["idp"]) => {
  encryptedPart(response);
  const signature = signatureOfResponse(response);
  checkSignatureForm(signature);
  const signed = parseXml(signedBytes(xml, signature, idp));
  if (!is(signed, protocol, "Response")) throw new SamlRefusal("SAML_SIGNATURE_INVALID");
  return signed;
};

const decryptedPart = (signed: Element, { decryptionKey, idp }: Expectation) => {
  if (!decryptionKey) throw new SamlRefusal("SAML_DECRYPTION_FAILED");
  return trustedAssertion(decryptedAssertion(encryptedPart(signed), decryptionKey), idp);
};

/** Anything in the clear beside it, or a second one, is refused. */
const encryptedPart = (response: Element) => {
  const named = (localName: string) => descendants(response).filter((element) => element.localName === localName);
  const [plain, encrypted] = [named("Assertion"), named("EncryptedAssertion")];
  const [part, another] = encrypted;
  if (plain.length > 0 || !part)
    throw new SamlRefusal("SAML_ASSERTION_NOT_ENCRYPTED", {
      expected: "one EncryptedAssertion",
      received: `${plain.length} plain, ${encrypted.length} encrypted`,
    });
  if (another || named("Response").length > 0) throw structure("one Response with one EncryptedAssertion");
  if (!is(part, saml, "EncryptedAssertion") || part.parentNode !== response)
    throw structure("an EncryptedAssertion as child of the Response");
  return part;
};

const signatureOfResponse = (response: Element) => {
  if (!attribute(response, "ID")) throw new SamlRefusal("SAML_XML_ID", { expected: `an ID on ${response.tagName}` });
  const signature = onlySignature(response);
  if (!signature) throw new SamlRefusal("SAML_SIGNATURE_POLICY", { expected: "a signed response", received: "none" });
  checkNoOther(response, signature);
  return signature;
};

const checkNoOther = (root: Element, signature: Element | undefined) => {
  const outside = descendants(root).filter(
    (element) => ["Signature", "SignedInfo"].includes(element.localName) && element !== signature,
  );
  if (outside.some((element) => !is(element, ds, "SignedInfo") || element.parentNode !== signature))
    throw new SamlRefusal("SAML_SIGNATURE_MISPLACED");
};

/** The response's signature covers the ciphertext, and with it all that comes out of it. */
const trustedAssertion = ({ xml, assertion }: { xml: string; assertion: Element }, idp: Expectation["idp"]) => {
  checkVocabulary(assertion);
  if (!attribute(assertion, "ID")) throw new SamlRefusal("SAML_XML_ID", { expected: "an ID on the Assertion" });
  for (const { localName } of descendants(assertion))
    if (localName === "Assertion" || localName.startsWith("Encrypted"))
      throw structure("one Assertion, decrypted as a whole", localName);
  const signature = onlySignature(assertion);
  checkNoOther(assertion, signature);
  if (!signature) return xml;
  checkSignatureForm(signature);
  return signedBytes(xml, signature, idp);
};

const structure = (expected: string, received?: string) =>
  new SamlRefusal("SAML_STRUCTURE_INVALID", { expected, received });
