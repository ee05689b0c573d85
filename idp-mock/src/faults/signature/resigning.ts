// Signatures that no library would make: the text of a signed assertion is changed, and then signed anew by hand.
import { createHash, createSign } from "node:crypto";
import { canonical } from "@gatehouse/saml-response/canonical.ts";
import type { KeyPair } from "@gatehouse/saml-response/key-pair.ts";
import { DOMParser } from "@xmldom/xmldom";
import { asAdmin, assertionOf, bare, signedInfoOf } from "../pieces.ts";
import { swap } from "../swap.ts";

const namespaces = Object.entries({
  samlp: "urn:oasis:names:tc:SAML:2.0:protocol",
  saml: "urn:oasis:names:tc:SAML:2.0:assertion",
  ds: "http://www.w3.org/2000/09/xmldsig#",
}).map(([prefix, name]) => `xmlns:${prefix}="${name}"`);

/** The canonical form of one element that was cut out of an answer. */
export const canonicalForm = (element: string): string => {
  const document = new DOMParser().parseFromString(`<x ${namespaces.join(" ")}>${element}</x>`, "text/xml");
  return canonical(document.documentElement.firstChild as Element);
};

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

/** What DigestValue must say of an element that has no signature, or none any more. */
export const digestOf = (element: string): string => sha256(canonicalForm(element));

export const withDigest = (xml: string, digest: string): string =>
  swap(xml, /<ds:DigestValue>[^<]*/, `<ds:DigestValue>${digest}`);

/** In the name of somebody else, with the digest that fits: what remains is that nobody has signed it. */
export const forged = (xml: string): string => {
  const changed = asAdmin(xml);
  return withDigest(changed, digestOf(bare(assertionOf(changed))));
};

/** With the value that `sign` gives of SignedInfo as it is now. */
export const withSignatureValue = (xml: string, sign: (bytes: string) => string): string =>
  swap(xml, /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${sign(canonicalForm(signedInfoOf(xml)))}`);

/** SignedInfo as it is now, signed by the key. */
export const resigned = (xml: string, { key }: KeyPair, hash = "sha256"): string =>
  withSignatureValue(xml, (bytes) => createSign(hash).update(bytes).sign(key, "base64"));
