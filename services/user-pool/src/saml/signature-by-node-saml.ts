/** The only file that knows @node-saml/node-saml, which serves to verify signatures and for nothing else. */
import { type CacheProvider, type Profile, SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import type { Expectation } from "./expectation.ts";
import { skewOf } from "./instants.ts";
import { SamlRefusal } from "./refusal.ts";
import type { Parts } from "./structure.ts";

/**
 * The assertion as it was signed: canonical bytes out of the verification, not text of the document that came in.
 * Every signature that is there must be valid; with the response's alone, the assertion is taken from its signed bytes.
 * @param xml the whole response, of which `parts` are the parts
 * @throws {SamlRefusal} SAML_SIGNATURE_INVALID
 */
export const signedAssertion = async (xml: string, parts: Parts, expected: Expectation): Promise<string> => {
  const profile = await verifiedProfile(xml, parts, expected);
  const assertion = profile?.getAssertionXml?.();
  if (!assertion) throw new SamlRefusal("SAML_SIGNATURE_INVALID", { received: "no signed assertion" });
  return assertion;
};

const verifiedProfile = async (xml: string, parts: Parts, expected: Expectation) => {
  try {
    const SAMLResponse = Buffer.from(xml).toString("base64");
    return (await verifier(parts, expected).validatePostResponseAsync({ SAMLResponse })).profile;
  } catch (cause) {
    // The library's texts differ with the place where the verification failed. They are for the log alone.
    throw new SamlRefusal("SAML_SIGNATURE_INVALID", {
      expected: `a signature by ${expected.idp.entityId}`,
      received: cause instanceof Error ? cause.message : undefined,
      cause,
    });
  }
};

/**
 * The library would go on to read the assertion: loosely, by the machine's clock, and without naming what it minds.
 * assertion.ts does that instead. Should the library no longer call this, its own checks, set up below, come first.
 */
class Verifier extends SAML {
  protected override async processValidlySignedAssertionAsync(assertion: string) {
    return { profile: { getAssertionXml: () => assertion } as Profile, loggedOut: false };
  }
}

/** One for each response, so that certificates of two providers can never meet in one. */
const verifier = (parts: Parts, expected: Expectation) =>
  new Verifier({
    issuer: expected.entityId,
    audience: expected.entityId,
    callbackUrl: expected.acs,
    idpIssuer: expected.idp.entityId,
    idpCert: [...expected.idp.certificates],
    // A signature that is present must be valid: the library would overlook a broken one of two.
    wantAuthnResponseSigned: parts.responseSignature !== undefined,
    wantAssertionsSigned: parts.assertionSignature !== undefined,
    // Its look-up is not atomic and lets a forged response use up a request; the caller consumes both at once.
    validateInResponseTo: ValidateInResponseTo.never,
    requestIdExpirationPeriodMs: 0,
    cacheProvider: noCache,
    acceptedClockSkewMs: skewOf(expected),
    maxAssertionAgeMs: 0,
    // For requests, which are not made here: the defaults are SHA-1 and a fixed kind of name id.
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    allowCreate: false,
    forceAuthn: false,
    passive: false,
    signMetadata: false,
  });

const unused = () => Promise.reject(new Error("No request is remembered by the library"));

const noCache: CacheProvider = { saveAsync: unused, getAsync: unused, removeAsync: unused };
