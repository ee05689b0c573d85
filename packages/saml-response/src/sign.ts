import { SignedXml } from "xml-crypto";

/** What SAML implementations meet in the field, strong and weak: a verifier is tested with all of them. */
const signatureAlgorithms = {
  "rsa-sha1": "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
  "rsa-sha256": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "rsa-sha512": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
} as const;

const digestAlgorithms = {
  sha1: "http://www.w3.org/2000/09/xmldsig#sha1",
  sha256: "http://www.w3.org/2001/04/xmlenc#sha256",
  sha512: "http://www.w3.org/2001/04/xmlenc#sha512",
} as const;

const canonicalizations = {
  "exc-c14n": "http://www.w3.org/2001/10/xml-exc-c14n#",
  "exc-c14n-with-comments": "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
  c14n: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
  "c14n-with-comments": "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
} as const;

const envelopedSignature = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

export interface SignOptions {
  /** `message`: the root, whatever it is, as of a logout. */
  readonly what: "assertion" | "response" | "both" | "message";
  /** Private key and certificate, PEM. The certificate goes into KeyInfo. */
  readonly key: string;
  readonly certificate: string;
  /** Defaults: rsa-sha256, sha256, exc-c14n. */
  readonly signatureAlgorithm?: keyof typeof signatureAlgorithms;
  readonly digestAlgorithm?: keyof typeof digestAlgorithms;
  readonly canonicalization?: keyof typeof canonicalizations;
}

const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const saml = "urn:oasis:names:tc:SAML:2.0:assertion";
const response = `/*[local-name()='Response' and namespace-uri()='${protocol}']`;
const assertion = `${response}/*[local-name()='Assertion' and namespace-uri()='${saml}']`;

/** In the order of signing: the response's signature covers the assertion's. */
const targets = {
  assertion: [assertion],
  response: [response],
  both: [assertion, response],
  message: [`/*[namespace-uri()='${protocol}']`],
} as const;

/**
 * Signs a response, its assertion or both, with an enveloped signature right after the signed element's Issuer.
 * @throws when there is no such element, or it has no Issuer.
 * @see SAML Core 2.0, 5.4
 */
export const signed = (xml: string, options: SignOptions): string =>
  targets[options.what].reduce((document, target) => withSignature(document, target, options), xml);

const withSignature = (xml: string, target: string, options: SignOptions) => {
  const { signatureAlgorithm = "rsa-sha256", digestAlgorithm = "sha256", canonicalization = "exc-c14n" } = options;
  const canonicalizationAlgorithm = canonicalizations[canonicalization];
  const signature = new SignedXml({
    privateKey: options.key,
    publicCert: options.certificate,
    signatureAlgorithm: signatureAlgorithms[signatureAlgorithm],
    canonicalizationAlgorithm,
    idAttribute: "ID",
  });
  signature.addReference({
    xpath: target,
    transforms: [envelopedSignature, canonicalizationAlgorithm],
    digestAlgorithm: digestAlgorithms[digestAlgorithm],
  });
  const issuer = `${target}/*[local-name()='Issuer' and namespace-uri()='${saml}']`;
  signature.computeSignature(xml, { prefix: "ds", location: { reference: issuer, action: "after" } });
  return signature.getSignedXml();
};
