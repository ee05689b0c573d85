import type { Witness } from "../trace/check.ts";
import { readAssertion, type VerifiedAssertion } from "./assertion.ts";
import { type Checks, checksBefore } from "./checks.ts";
import { encryptedAssertion } from "./encrypted-response.ts";
import { checkEnvelope, checkStatus } from "./envelope.ts";
import type { Expectation, Scrutiny } from "./expectation.ts";
import { parseXml } from "./parse-xml.ts";
import { decodedResponse } from "./preflight.ts";
import { signedAssertion } from "./signature-by-node-saml.ts";
import { checkSignatureForm } from "./signatures.ts";
import { type Parts, partsOf, responseIn } from "./structure.ts";
import { checkVocabulary } from "./vocabulary.ts";

const nobody: Witness = () => undefined;

/**
 * Verifies a SAML response. Cheap and strict before costly: nothing is parsed that the linear scan has not let through,
 * no signature is computed over a document of the wrong shape, and no word of the assertion is believed before the
 * signature, nor read from anything but the signed bytes.
 *
 * What remains to the caller is to consume the request and the assertion's id, at once and in one transaction.
 * @param samlResponse the form field, whatever it held
 * @throws {SamlRefusal}
 */
export const verifyResponse = async (
  samlResponse: unknown,
  expectation: Expectation,
  witness: Witness = nobody,
): Promise<VerifiedAssertion> => {
  const checks = checksBefore(witness);
  const expected = { ...expectation, checks };
  const { xml, response } = await responseOf(samlResponse, checks);
  // A report of failure is unsigned and without assertion as a rule, so that its reason would not show further down.
  checkStatus(response, expected);
  if (expected.decryptionKey) return readAll(await encryptedAssertion(xml, response, expected), expected);
  const parts = await checkedParts(response, expected);
  checkEnvelope(response, expected);
  return assertionOf(xml, parts, expected);
};

const responseOf = async (samlResponse: unknown, checks: Checks) => {
  const xml = await checks.stage({
    what: "SAMLResponse",
    expected: "one value, base64 of UTF-8, at most 100,000 characters",
    received: (text) => `${text.length} characters of XML`,
    run: () => decodedResponse(samlResponse),
  });
  const root = await checks.stage({
    what: "XML",
    expected: "well-formed and within limits, without DOCTYPE, comments, CDATA and processing instructions",
    received: ({ tagName }) => `<${tagName}>`,
    run: () => parseXml(xml),
  });
  await checks.stage({
    what: "Vocabulary",
    expected: "elements and attributes of SAML and XML Signature alone, unique ids",
    run: () => checkVocabulary(root),
  });
  return { xml, response: await checks.stage({ ...aResponse, run: () => responseIn(root) }) };
};

const aResponse = { what: "Root", expected: "a SAML 2.0 Response", received: ({ tagName }: Element) => tagName };

const checkedParts = async (response: Element, { checks, signatures }: Scrutiny): Promise<Parts> => {
  const parts = await checks.stage({
    what: "Structure",
    expected: "one Assertion, child of the Response, and signatures as children of what they sign",
    received: signedParts,
    run: () => partsOf(response, signatures),
  });
  for (const signature of [parts.responseSignature, parts.assertionSignature])
    if (signature)
      await checks.stage({
        what: `Form of the signature of ${signature.parentNode?.nodeName}`,
        expected: "one enveloped reference to its parent, exclusive canonicalization, RSA with SHA-256 or SHA-512",
        received: (method) => method,
        run: () => checkSignatureForm(signature),
      });
  return parts;
};

const signedParts = ({ responseSignature, assertionSignature }: Parts) =>
  [responseSignature && "Response signed", assertionSignature && "Assertion signed"].filter(Boolean).join(", ");

const assertionOf = async (xml: string, parts: Parts, expected: Scrutiny) => {
  const { checks, idp } = expected;
  const signed = await checks.stage({
    what: "Signature",
    expected: `a signature by ${idp.entityId}`,
    received: () => "valid",
    run: () => signedAssertion(xml, parts, expected),
  });
  return readAll(signed, expected);
};

const readAll = (signed: string, expected: Scrutiny) =>
  expected.checks.stage({
    what: "Assertion",
    expected: "everything that it must hold, once",
    received: ({ assertionId }) => assertionId,
    run: () => readAssertion(signed, expected),
  });
