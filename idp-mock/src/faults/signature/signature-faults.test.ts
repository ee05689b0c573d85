import { createVerify } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { SAML } from "@node-saml/node-saml";
import type { Conduct } from "../../answers/make.ts";
import type { Fault } from "../fault.ts";
import { faultNamed } from "../faults.ts";
import { assertionOf, bare, digestValueOf, signatureOf, signedInfoOf } from "../pieces.ts";
import { made } from "../testing/made.ts";
import { plan, scene } from "../testing/scene.ts";
import { nameChanged } from "./name-changed.ts";
import { canonicalForm, digestOf } from "./resigning.ts";
import { signatureFaults } from "./signature-faults.ts";

/** Issued now, by the clock that node-saml goes by. */
const response = { ...plan.response, now: new Date() };
const xmlOf = (fault: Fault, conduct?: Conduct) => made(fault, conduct, { response }).xml;

/** What is to be seen of each, and whom it names. */
const marks: Readonly<Record<string, [name: "alice" | "admin", mark: RegExp]>> = {
  "signature-removed": ["admin", /^(?!.*Signature)/s],
  "signature-empty": ["admin", /<ds:Signature xmlns:ds="[^"]+"\/>/],
  "signature-value-missing": ["admin", /<\/ds:SignedInfo><ds:KeyInfo>/],
  "signature-value-empty": ["admin", /<ds:SignatureValue\/>/],
  "signature-value-changed": ["alice", /<ds:SignatureValue>AAAA/],
  "reference-missing": ["admin", /<ds:SignatureMethod [^>]+\/><\/ds:SignedInfo>/],
  "reference-without-uri": ["alice", /<ds:Reference>/],
  "reference-to-document": ["alice", /<ds:Reference URI="">/],
  "reference-by-xpointer": ["alice", /<ds:Reference URI="#xpointer\(id\('_assertion'\)\)">/],
  "reference-over-http": ["admin", /<ds:Reference URI="http:/],
  "reference-to-response": ["alice", /<ds:Reference URI="#_response">/],
  "two-references": ["alice", /<ds:Reference URI="#_assertion">.*<ds:Reference URI="#_response">/],
  "thousand-references": ["alice", /(?:<ds:Reference .*?){1000}<\/ds:SignedInfo>/],
  "two-signatures": ["admin", /<\/ds:Signature><ds:Signature /],
  "attackers-key": ["admin", /_assertion.*<ds:Signature /],
  "attackers-key-response": ["admin", /<ds:Signature .*_assertion/],
  "attackers-key-pasted-certificate": ["admin", /<ds:Signature /],
  "attackers-key-by-value": ["admin", /<ds:RSAKeyValue><ds:Modulus>[\w+/]{342}==<\/ds:Modulus><ds:Exponent>AQAB</],
  "attackers-key-by-url": ["admin", /<ds:KeyInfo><ds:RetrievalMethod URI="http:/],
  "attackers-certificate-behind": ["admin", /<\/ds:X509Certificate><ds:X509Certificate>/],
  "key-info-of-stranger": ["alice", /<ds:KeyInfo>/],
  "key-info-missing": ["alice", /<\/ds:SignatureValue><\/ds:Signature>/],
  "signature-value-in-lines": ["alice", /<ds:SignatureValue>(?:\S{76}\n){4}\S+\s*<\/ds:SignatureValue>/],
  "rsa-sha512": ["alice", /#rsa-sha512"/],
  "rsa-sha1": ["alice", /#rsa-sha1"/],
  "sha1-digest": ["alice", /#rsa-sha256".*xmldsig#sha1"/],
  "rsa-md5": ["alice", /#rsa-md5"/],
  "hmac-with-certificate-pem": ["admin", /#hmac-sha1".*<ds:SignatureValue>\S{28}</],
  "hmac-with-certificate-der": ["admin", /#hmac-sha1".*<ds:SignatureValue>\S{28}</],
  "hmac-with-certificate-base64": ["admin", /#hmac-sha1".*<ds:SignatureValue>\S{28}</],
  "signature-method-none": ["admin", /Algorithm="none".*<ds:SignatureValue></],
  "signature-method-decoy": [
    "admin",
    /<ds:Object><ds:SignatureMethod [^>]+#rsa-sha256".*<ds:SignatureMethod [^>]+#hmac-sha1"/,
  ],
  "exclusive-canonicalization-with-comments": ["alice", /exc-c14n#WithComments"/],
  "inclusive-canonicalization": ["alice", /REC-xml-c14n-20010315"/],
  "inclusive-canonicalization-with-comments": ["alice", /REC-xml-c14n-20010315#WithComments"/],
  "xslt-transform": ["admin", /<ds:Transform [^>]+><xsl:stylesheet /],
  "xslt-transform-empty": ["alice", /REC-xslt-19991116"><\/ds:Transform>/],
  "xpath-transform": ["admin", /<ds:XPath>not\(ancestor-or-self::saml:Subject or/],
  "three-transforms": ["alice", /(?:<ds:Transform [^>]+><\/ds:Transform>){3}/],
  "transforms-in-other-order": ["alice", /exc-c14n#"><\/ds:Transform><ds:Transform [^>]+#enveloped-signature"/],
  "two-signed-infos-forged-first": ["admin", /<\/ds:SignedInfo><ds:SignedInfo>/],
  "two-signed-infos-forged-last": ["admin", /<\/ds:SignedInfo><ds:SignedInfo>/],
  "signed-info-behind-value": ["admin", /<\/ds:SignatureValue><ds:SignedInfo>/],
  "signed-info-in-object": ["admin", /<ds:Object><ds:SignedInfo>/],
  "digest-in-comment": ["admin", /<ds:DigestValue><!--\S{44}-->\S{44}</],
  "digest-before-comment": ["admin", /<ds:DigestValue>\S{44}<!--\S{44}--></],
  "digest-in-processing-instruction": ["admin", /<ds:DigestValue><\?x \S{44}\?>\S{44}</],
  "digest-with-element": ["admin", /<ds:DigestValue><ds:DigestValue>\S{44}<\/ds:DigestValue>\S{44}</],
  "two-digest-values": ["admin", /<ds:DigestValue>\S{44}<\/ds:DigestValue><ds:DigestValue>\S{44}</],
  "digest-in-status-detail": ["admin", /<samlp:StatusDetail><ds:DigestValue [^>]+>\S{44}</],
  "digest-in-extensions": ["admin", /<samlp:Extensions><ds:DigestValue [^>]+>\S{44}</],
  "digest-of-nothing": ["admin", /<ds:DigestValue>47DEQpj8HBSa\+\/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=</],
  "void-canonicalization": ["admin", /<saml:Assertion xmlns:ns="1" .*<ds:DigestValue>47DEQpj8HBSa/],
  "response-signature-broken": ["alice", /<ds:SignatureValue>AAAA.*_assertion/],
  "assertion-signature-broken": ["alice", /_assertion.*<ds:SignatureValue>AAAA/],
  "response-signed-by-stranger": ["alice", /(?:<ds:Signature .*){2}/],
  "assertion-signed-by-stranger": ["alice", /(?:<ds:Signature .*){2}/],
  "name-changed": ["admin", /_assertion.*<ds:Signature /],
  "name-changed-in-signed-response": ["admin", /<ds:Signature .*_assertion/],
  "name-changed-and-digest": ["admin", /<ds:Signature /],
  "email-changed": ["alice", /<saml:AttributeValue>admin@/],
  "group-added": ["alice", /<saml:AttributeValue>administrators</],
  "lifetime-extended": ["alice", /<ds:Signature /],
};

test("each has a mark here", () => {
  expect(signatureFaults.map(({ name }) => name)).toEqual(Object.keys(marks));
});

describe.each(signatureFaults)("$name", (fault) => {
  const { name } = fault;
  const [misbehaved, control] = [xmlOf(fault), xmlOf(fault, "control")];

  test("is what its name says, and its control is not", () => {
    const [person, mark] = marks[name] ?? [];
    expect(misbehaved).toMatch(mark ?? /^$/);
    expect(misbehaved).toContain(`>${person}@example.com</saml:NameID>`);
    expect(misbehaved).not.toBe(control);
  });

  test("has a control that another verifier lets in", async () => {
    expect(await judged(control)).toBe("alice@example.com");
  });
});

const named = (name: string) => {
  const fault = faultNamed(name);
  if (!fault) throw new Error(`there is no ${name}`);
  return xmlOf(fault);
};

test.each([
  "key-info-of-stranger",
  "key-info-missing",
  "signature-value-in-lines",
  "rsa-sha512",
  "rsa-sha1",
  "sha1-digest",
  "exclusive-canonicalization-with-comments",
  "inclusive-canonicalization",
  "inclusive-canonicalization-with-comments",
])("%s is genuinely signed: a verifier lets it in that is less strict", async (name) => {
  expect(await judged(named(name))).toBe("alice@example.com");
});

test.each([
  "reference-missing",
  "reference-without-uri",
  "reference-to-document",
  "reference-by-xpointer",
  "reference-over-http",
  "reference-to-response",
  "two-references",
  "thousand-references",
  "xslt-transform",
  "xslt-transform-empty",
  "xpath-transform",
  "three-transforms",
  "transforms-in-other-order",
  "digest-of-nothing",
  "void-canonicalization",
])("%s is genuinely signed, whatever that covers", (name) => {
  expect(isSigned(named(name), scene.keys.current.certificate)).toBe(true);
  expect(isSigned(named(name), scene.keys.attacker.certificate)).toBe(false);
});

test.each([
  "digest-in-comment",
  "two-signed-infos-forged-last",
  "signed-info-behind-value",
  "signed-info-in-object",
  "digest-in-status-detail",
])("%s keeps a SignedInfo that is genuinely signed", (name) => {
  expect(isSigned(named(name), scene.keys.current.certificate)).toBe(true);
});

test.each([
  "attackers-key",
  "attackers-key-pasted-certificate",
  "attackers-key-by-value",
  "attackers-key-by-url",
  "two-signatures",
])("%s is signed by a stranger, over the name that it says", (name) => {
  expect(isSigned(named(name), scene.keys.attacker.certificate)).toBe(true);
});

test.each(["hmac-with-certificate-pem", "two-signed-infos-forged-first", "name-changed-and-digest"])(
  "%s has the digest that fits the changed assertion",
  (name) => {
    const xml = named(name);
    expect(digestValueOf(xml)).toBe(digestOf(assertionOf(xml).replace(/<ds:Signature .*<\/ds:Signature>/s, "")));
    expect(isSigned(xml, scene.keys.current.certificate)).toBe(false);
  },
);

test("what is computed by hand is what the library computes", () => {
  const xml = xmlOf(nameChanged, "control");
  expect(digestValueOf(xml)).toBe(digestOf(bare(assertionOf(xml))));
  expect(isSigned(xml, scene.keys.current.certificate)).toBe(true);
});

const isSigned = (xml: string, certificate: string) => {
  const signature = signatureOf(xml);
  const hash = /#rsa-(\w+)"/.exec(signature)?.[1] ?? "sha256";
  const value = /<ds:SignatureValue>([^<]*)/.exec(signature)?.[1] ?? "";
  return createVerify(hash)
    .update(canonicalForm(signedInfoOf(signature)))
    .verify(certificate, value, "base64");
};

/** The name that node-saml lets in. */
const judged = async (xml: string) => {
  const saml = new SAML({
    issuer: plan.response.audience,
    callbackUrl: plan.action,
    idpCert: scene.keys.current.certificate,
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: false,
    acceptedClockSkewMs: 60_000,
  });
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString("base64") });
  return profile?.nameID;
};
