import { attribute, childElements, is, textOf, trimmedTextOf } from "./elements.ts";
import { ds, exclusive } from "./namespaces.ts";
import { SamlRefusal } from "./refusal.ts";

const signatureMethods = [
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
];
const digestMethods = ["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512"];
const enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/**
 * Checks the form of a signature before anything is computed: what SAML Core 2.0, 5.4 prescribes, and nothing that
 * would let its references, transforms or methods be read in two ways.
 * @returns the signature method
 * @throws {SamlRefusal} SAML_SIGNATURE_FORM, SAML_SIGNATURE_ALGORITHM
 */
export const checkSignatureForm = (signature: Element): string => {
  const [signedInfo, value, keyInfo] = exactly(signature, ["SignedInfo", "SignatureValue"], ["KeyInfo"]);
  const [canonicalization, method, reference] = exactly(signedInfo, [
    "CanonicalizationMethod",
    "SignatureMethod",
    "Reference",
  ]);
  checkCanonicalization(canonicalization);
  checkAlgorithm(method, signatureMethods);
  exactly(method, []);
  checkBase64(value);
  checkReference(reference, signature.parentNode as Element);
  if (keyInfo && trimmedTextOf(keyInfo)) throw form("KeyInfo without text", "text");
  return attribute(method, "Algorithm") ?? "";
};

const checkReference = (reference: Element, signed: Element) => {
  const expected = `#${attribute(signed, "ID")}`;
  const received = attribute(reference, "URI");
  if (received !== expected) throw form(`Reference to ${expected}`, received ?? "no URI");
  const [transforms, method, value] = exactly(reference, ["Transforms", "DigestMethod", "DigestValue"]);
  const [first, second] = exactly(transforms, ["Transform", "Transform"]);
  checkAlgorithm(first, [enveloped]);
  exactly(first, []);
  checkCanonicalization(second);
  checkAlgorithm(method, digestMethods);
  exactly(method, []);
  checkBase64(value);
};

/** Exclusive, without comments. Its one parameter is a list of prefixes (https://www.w3.org/TR/xml-exc-c14n/#def-InclusiveNamespaces-PrefixList). */
const checkCanonicalization = (element: Element) => {
  checkAlgorithm(element, [exclusive]);
  const [prefixes, another] = childElements(element);
  if (another || (prefixes && !isPrefixList(prefixes)))
    throw form("InclusiveNamespaces alone", (another ?? prefixes)?.tagName ?? "");
};

const isPrefixList = (element: Element) =>
  is(element, exclusive, "InclusiveNamespaces") && childElements(element).length === 0;

const checkAlgorithm = (element: Element, accepted: readonly string[]) => {
  const received = attribute(element, "Algorithm");
  if (!received || !accepted.includes(received))
    throw new SamlRefusal("SAML_SIGNATURE_ALGORITHM", { expected: accepted.join(" or "), received });
};

const checkBase64 = (element: Element) => {
  if (!base64.test(textOf(element) ?? "")) throw form(`base64 in ${element.localName}`, textOf(element) ?? "elements");
};

type Elements<Names extends readonly string[]> = { [Index in keyof Names]: Element };

/** The child elements: just these of XML Signature, in this order, the optional ones at the end. */
const exactly = <const Names extends readonly string[], const Optional extends readonly string[] = []>(
  parent: Element,
  names: Names,
  optional: Optional = [] as unknown as Optional,
): [...Elements<Names>, ...Partial<Elements<Optional>>] => {
  const found = childElements(parent);
  const allowed = [...names, ...optional];
  const fits = found.every((child, index) => is(child, ds, allowed[index] ?? ""));
  if (!fits || found.length < names.length || found.length > allowed.length)
    throw form(
      `${parent.localName} of ${allowed.join(", ") || "nothing"}`,
      found.map((child) => child.tagName).join(", "),
    );
  return found as unknown as [...Elements<Names>, ...Partial<Elements<Optional>>];
};

const form = (expected: string, received: string) => new SamlRefusal("SAML_SIGNATURE_FORM", { expected, received });
