import { readAssertion, type VerifiedAssertion } from "./assertion.ts";
import { checkEnvelope, checkStatus } from "./envelope.ts";
import type { Expectation } from "./expectation.ts";
import { parseXml } from "./parse-xml.ts";
import { decodedResponse } from "./preflight.ts";
import { signedAssertion } from "./signature-by-node-saml.ts";
import { checkSignatureForm } from "./signatures.ts";
import { partsOf, responseIn } from "./structure.ts";
import { checkVocabulary } from "./vocabulary.ts";

/**
 * Verifies a SAML response. Cheap and strict before costly: nothing is parsed that the linear scan has not let through,
 * no signature is computed over a document of the wrong shape, and no word of the assertion is believed before the
 * signature, nor read from anything but the signed bytes.
 *
 * What remains to the caller is to consume the request and the assertion's id, at once and in one transaction.
 * @param samlResponse the form field, whatever it held
 * @throws {SamlRefusal}
 */
export const verifyResponse = async (samlResponse: unknown, expected: Expectation): Promise<VerifiedAssertion> => {
  const xml = decodedResponse(samlResponse);
  const root = parseXml(xml);
  checkVocabulary(root);
  const response = responseIn(root);
  // A report of failure is unsigned and without assertion as a rule, so that its reason would not show further down.
  checkStatus(response);
  const parts = partsOf(response, expected.signatures);
  for (const signature of [parts.responseSignature, parts.assertionSignature])
    if (signature) checkSignatureForm(signature);
  checkEnvelope(response, expected);
  return readAssertion(await signedAssertion(xml, parts, expected), expected);
};
