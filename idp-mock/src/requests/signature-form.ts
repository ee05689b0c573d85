// What a signature inside a message must look like before anything is computed (SAML Core 2.0, 5.4), so that it cannot be
// read in two ways.
import { RefusedRequest } from "./refused-request.ts";
import { elementsIn, type XmlElement } from "./xml-document.ts";

const ds = "http://www.w3.org/2000/09/xmldsig#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const enveloped = `${ds}enveloped-signature`;
const more = "http://www.w3.org/2001/04/xmldsig-more#";
const signatureMethods = [`${more}rsa-sha256`, `${more}rsa-sha512`];
const digestMethods = ["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512"];

/** The one signature of the message, which is of its root. @returns undefined without any @throws {RefusedRequest} */
export const signatureOf = (root: XmlElement): XmlElement | undefined => {
  const all = descendants(root).filter(({ localName }) => localName === "Signature");
  const [signature] = all;
  if (!signature) return undefined;
  if (all.length > 1 || !elementsIn(root).includes(signature) || signature.namespaceURI !== ds)
    throw refused("Signature", `one of ${ds}, a child of ${root.localName}`, `${all.length} or elsewhere`);
  checkForm(signature, `#${root.getAttribute("ID")}`);
  return signature;
};

const checkForm = (signature: XmlElement, uri: string) => {
  const [info, value] = children(signature, ["SignedInfo", "SignatureValue"], "KeyInfo");
  const [canonicalization, method, reference] = children(info, [
    "CanonicalizationMethod",
    "SignatureMethod",
    "Reference",
  ]);
  checkAlgorithm(canonicalization, [exclusive]);
  checkAlgorithm(method, signatureMethods);
  checkText(value);
  if (reference.getAttribute("URI") !== uri)
    throw refused("Signature/SignedInfo/Reference/@URI", uri, reference.getAttribute("URI") || "none");
  const [transforms, digestMethod, digest] = children(reference, ["Transforms", "DigestMethod", "DigestValue"]);
  const [first, second] = children(transforms, ["Transform", "Transform"]);
  checkAlgorithm(first, [enveloped]);
  checkAlgorithm(second, [exclusive]);
  checkAlgorithm(digestMethod, digestMethods);
  checkText(digest);
};

type Elements<Names extends readonly string[]> = { [Index in keyof Names]: XmlElement };

/** Just these children, in this order, and perhaps one more at the end. */
const children = <const Names extends readonly string[]>(
  parent: XmlElement,
  names: Names,
  optional?: string,
): Elements<Names> => {
  const found = elementsIn(parent);
  const allowed: readonly string[] = optional === undefined ? names : [...names, optional];
  const fits = found.every(({ namespaceURI, localName }, index) => namespaceURI === ds && localName === allowed[index]);
  if (fits && found.length >= names.length) return found as unknown as Elements<Names>;
  const received = found.map(({ localName }) => localName).join(", ");
  throw refused(`Signature: ${parent.localName}`, allowed.join(", "), received || "nothing");
};

/** Nothing below it: a canonicalization with parameters, a method with a length or an XPath are all other ways to read. */
const checkAlgorithm = (element: XmlElement, accepted: readonly string[]) => {
  const received = element.getAttribute("Algorithm");
  if (!accepted.includes(received))
    throw refused(`Signature: ${element.localName}/@Algorithm`, accepted.join(" or "), received || "none");
  const [inside] = elementsIn(element).filter(({ localName }) => localName !== "InclusiveNamespaces");
  if (inside) throw refused(`Signature: ${element.localName}`, "no parameters", inside.localName);
};

const checkText = (element: XmlElement) => {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(element.textContent) || elementsIn(element).length > 0)
    throw refused(`Signature: ${element.localName}`, "base64", element.textContent || "nothing");
};

const descendants = (element: XmlElement): readonly XmlElement[] =>
  elementsIn(element).flatMap((child) => [child, ...descendants(child)]);

const refused = (subject: string, expected: string, received: string) =>
  new RefusedRequest({ subject, expected, received });
