import { attributes, childElements, is } from "./elements.ts";
import { ds, exclusive, protocol, saml, xenc, xenc11, xml, xmlns, xsi } from "./namespaces.ts";
import { SamlRefusal } from "./refusal.ts";

const known = new Set<string | null>([protocol, saml, ds, xenc, xenc11, exclusive]);
/** What some library, somewhere, takes for the id that a signature refers to. */
const idNames = new Set(["id", "assertionid", "responseid", "requestid"]);
const ncName = /^[A-Za-z_][\w.-]{0,255}$/;

/**
 * Checks the words of a response: elements and attributes of known namespaces, and ids that can be taken for ids in
 * one way only, so that every reader finds the same element behind a signature's reference.
 * The value of an attribute may hold foreign elements (SAML Core 2.0, 2.7.3.1.1); their ids are checked all the same.
 * @throws {SamlRefusal} SAML_XML_NAMESPACE, SAML_XML_ID, SAML_SIGNATURE_MISPLACED
 */
export const checkVocabulary = (root: Element): void => {
  const ids = new Set<string>();
  const visit = (element: Element, inValue: boolean): void => {
    if (!inValue) checkNamespaces(element);
    checkPlace(element);
    for (const attribute of attributes(element)) checkId(element, attribute, ids);
    const within = inValue || is(element, saml, "AttributeValue");
    for (const child of childElements(element)) visit(child, within);
  };
  visit(root, false);
};

const checkNamespaces = (element: Element) => {
  if (!known.has(element.namespaceURI)) throw foreign(`<${element.tagName}> in ${element.namespaceURI ?? "none"}`);
  for (const attribute of attributes(element))
    if (!isAtHome(element, attribute)) throw foreign(`${attribute.name} of <${element.tagName}>`);
};

/** The schema of Attribute is open to attributes of other namespaces, and some providers use it (SAML Core 2.0, 2.7.3.1). */
const isAtHome = (element: Element, attribute: Attr) => {
  if (attribute.namespaceURI === xmlns) return isAbsolute(attribute.value);
  if (!attribute.prefix) return true;
  if (!attribute.namespaceURI || known.has(attribute.namespaceURI)) return false;
  return [xsi, xml].includes(attribute.namespaceURI) || is(element, saml, "Attribute");
};

/** A relative namespace name has no canonical form (https://www.w3.org/TR/xml-c14n#ProcessingModel). */
const isAbsolute = (name: string) => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(name);

/** Parts of a signature outside of one wait for a reader that searches the document for them (CVE-2024-45409). */
const checkPlace = (element: Element) => {
  const parent = element.parentNode as Element;
  if (element.namespaceURI !== ds || element.localName === "Signature" || isOfEncryption(element, parent)) return;
  if (parent.namespaceURI !== ds)
    throw new SamlRefusal("SAML_SIGNATURE_MISPLACED", { received: `<${element.tagName}> in <${parent.nodeName}>` });
};

/** XML Encryption borrows two elements of XML Signature. */
const isOfEncryption = (element: Element, parent: Element) =>
  parent.namespaceURI === xenc && ["KeyInfo", "DigestMethod"].includes(element.localName);

const checkId = (element: Element, attribute: Attr, ids: Set<string>) => {
  if (!idNames.has(attribute.localName.toLowerCase()) || attribute.namespaceURI === xmlns) return;
  const expected = element.namespaceURI === protocol || element.namespaceURI === saml ? "ID" : "Id";
  if (attribute.name !== expected || !ncName.test(attribute.value) || ids.has(attribute.value))
    throw new SamlRefusal("SAML_XML_ID", {
      expected: `a unique name in ${expected}`,
      received: `${attribute.name}="${attribute.value}"`,
    });
  ids.add(attribute.value);
};

const foreign = (received: string) => new SamlRefusal("SAML_XML_NAMESPACE", { received });
