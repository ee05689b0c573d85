import { RefusedRequest } from "./refused-request.ts";
import { childrenNamed, type XmlElement, xmlDocument } from "./xml-document.ts";

/** The parts of an AuthnRequest that decide how it is answered (SAML Core 2.0, 3.2.1 and 3.4.1). */
export interface AuthnRequest {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: string;
  readonly issuer: string;
  readonly destination?: string | undefined;
  readonly assertionConsumerService?: string | undefined;
  readonly assertionConsumerServiceIndex?: string | undefined;
  readonly protocolBinding?: string | undefined;
  readonly isPassive?: string | undefined;
  readonly nameIdFormat?: string | undefined;
}

const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const assertion = "urn:oasis:names:tc:SAML:2.0:assertion";

/** @throws {RefusedRequest} for XML that is no AuthnRequest with the parts that one must have. */
export const authnRequest = (xml: string): AuthnRequest => {
  const root = xmlDocument(xml);
  if (root.namespaceURI !== protocol || root.localName !== "AuthnRequest")
    throw new RefusedRequest({
      subject: "the SAML message",
      expected: `AuthnRequest of ${protocol}`,
      received: `${root.localName} of ${root.namespaceURI ?? "no namespace"}`,
    });
  const policy = childrenNamed(root, protocol, "NameIDPolicy")[0];
  return {
    id: required(root, "ID"),
    version: required(root, "Version"),
    issueInstant: required(root, "IssueInstant"),
    issuer: issuerOf(root),
    destination: optional(root, "Destination"),
    assertionConsumerService: optional(root, "AssertionConsumerServiceURL"),
    assertionConsumerServiceIndex: optional(root, "AssertionConsumerServiceIndex"),
    protocolBinding: optional(root, "ProtocolBinding"),
    isPassive: optional(root, "IsPassive"),
    nameIdFormat: policy && optional(policy, "Format"),
  };
};

const optional = (element: XmlElement, name: string) =>
  element.hasAttribute(name) ? element.getAttribute(name) : undefined;

const required = (root: XmlElement, name: string) => {
  const value = optional(root, name);
  if (value) return value;
  throw new RefusedRequest({ subject: `AuthnRequest/@${name}`, expected: "a value", received: "none" });
};

const issuerOf = (root: XmlElement) => {
  const issuers = childrenNamed(root, assertion, "Issuer");
  const [issuer] = issuers;
  if (issuer?.textContent && issuers.length === 1) return issuer.textContent;
  throw new RefusedRequest({
    subject: "AuthnRequest/Issuer",
    expected: "one, with the entity id of the service provider",
    received: issuers.length === 1 ? "an empty one" : String(issuers.length),
  });
};
