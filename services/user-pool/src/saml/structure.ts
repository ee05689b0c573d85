import { attribute, childElements, children, is } from "./elements.ts";
import type { Expectation } from "./expectation.ts";
import { ds, protocol, saml } from "./namespaces.ts";
import { type RefusalCode, SamlRefusal } from "./refusal.ts";

/** The parts of a response that the other checks look at. */
export interface Parts {
  readonly response: Element;
  readonly assertion: Element;
  /** Each the child of what it signs; at least one is there. */
  readonly responseSignature: Element | undefined;
  readonly assertionSignature: Element | undefined;
}

/** @throws {SamlRefusal} when the document is not a SAML 2.0 response. */
export const responseIn = (root: Element): Element => {
  if (is(root, protocol, "Response")) return root;
  throw new SamlRefusal("SAML_STRUCTURE_INVALID", { expected: "a SAML 2.0 Response", received: root.tagName });
};

/**
 * Finds the one assertion and the signatures, and refuses a document that has more of either anywhere, under any
 * namespace: signature wrapping needs a second one to hide.
 * @throws {SamlRefusal} SAML_STRUCTURE_INVALID, SAML_ASSERTION_ENCRYPTED, SAML_SIGNATURE_…
 */
export const partsOf = (response: Element, signatures: Expectation["signatures"] = "any"): Parts => {
  const named = (localName: string) => descendants(response).filter((element) => element.localName === localName);
  if (named("Response").length > 0) throw structure("one Response", "another within it");
  const assertion = onlyAssertion(response, named("Assertion"), named("EncryptedAssertion"));
  for (const name of ["EncryptedID", "EncryptedAttribute", "EncryptedData"])
    if (named(name).length > 0) throw new SamlRefusal("SAML_ASSERTION_ENCRYPTED", { received: name });
  const [responseSignature, assertionSignature] = [onlySignature(response), onlySignature(assertion)];
  const placed = [responseSignature, assertionSignature].filter((signature) => signature !== undefined);
  if (named("Signature").length !== placed.length) throw new SamlRefusal("SAML_SIGNATURE_MISPLACED");
  if (placed.length === 0) throw new SamlRefusal("SAML_SIGNATURE_MISSING", { received: "no signature" });
  const parts = { response, assertion, responseSignature, assertionSignature };
  checkPolicy(parts, signatures);
  return parts;
};

/** All elements below `element`. */
export function descendants(element: Element): Element[] {
  return childElements(element).flatMap((child) => [child, ...descendants(child)]);
}

const onlyAssertion = (response: Element, plain: readonly Element[], encrypted: readonly Element[]) => {
  const [assertion] = plain;
  if (plain.length + encrypted.length !== 1)
    throw structure("one Assertion", `${plain.length} plain, ${encrypted.length} encrypted`);
  if (!assertion) throw new SamlRefusal("SAML_ASSERTION_ENCRYPTED", { received: "EncryptedAssertion" });
  if (!is(assertion, saml, "Assertion") || assertion.parentNode !== response)
    throw structure("an Assertion as child of the Response", `<${assertion.tagName}> elsewhere`);
  for (const element of [response, assertion])
    if (!attribute(element, "ID")) throw new SamlRefusal("SAML_XML_ID", { expected: `an ID on ${element.tagName}` });
  return assertion;
};

/**
 * The signature of an element, which is a child of it.
 * @throws {SamlRefusal} SAML_SIGNATURE_FORM
 */
export const onlySignature = (signed: Element) => {
  const [signature, another] = children(signed, ds, "Signature");
  if (another)
    throw new SamlRefusal("SAML_SIGNATURE_FORM", { expected: "one signature", received: "two of one element" });
  return signature;
};

const checkPolicy = (parts: Parts, signatures: NonNullable<Expectation["signatures"]>) => {
  const needs = { any: [], response: ["response"], assertion: ["assertion"], both: ["response", "assertion"] } as const;
  for (const part of needs[signatures])
    if (!parts[`${part}Signature`]) throw refuse("SAML_SIGNATURE_POLICY", `a signed ${part}`, "none");
};

const refuse = (code: RefusalCode, expected: string, received: string) => new SamlRefusal(code, { expected, received });

const structure = (expected: string, received: string) => refuse("SAML_STRUCTURE_INVALID", expected, received);
