// What every SAML message has, and what is wrong with it: the first check that fails is told.
import type { ServiceProvider } from "../directory/service-provider.ts";
import { type Refusal, RefusedRequest } from "./refused-request.ts";
import { childrenNamed, type XmlElement, xmlDocument } from "./xml-document.ts";

export const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
export const assertion = "urn:oasis:names:tc:SAML:2.0:assertion";

export type Kind = "AuthnRequest" | "LogoutRequest" | "LogoutResponse";

/** SAML Core 2.0, 3.2.1 and 3.2.2. */
export interface Envelope {
  readonly id: string;
  readonly version: string;
  readonly issueInstant: string;
  readonly issuer: string;
  readonly destination?: string | undefined;
}

/** What a message is checked against. */
export interface Terms {
  /** The URL of the service that the message came to. */
  readonly destination: string;
  readonly serviceProviders: readonly ServiceProvider[];
  readonly now: Date;
}

/** The root element of a message of that kind. @throws {RefusedRequest} */
export const rootOf = (xml: string, kind: Kind): XmlElement => {
  const root = xmlDocument(xml);
  if (root.namespaceURI === protocol && root.localName === kind) return root;
  throw new RefusedRequest({
    subject: "the SAML message",
    expected: `${kind} of ${protocol}`,
    received: `${root.localName} of ${root.namespaceURI ?? "no namespace"}`,
  });
};

/** @throws {RefusedRequest} for what must be there and is not */
export const envelope = (root: XmlElement): Envelope => ({
  id: required(root, "ID"),
  version: required(root, "Version"),
  issueInstant: required(root, "IssueInstant"),
  issuer: issuerOf(root),
  destination: optional(root, "Destination"),
});

export const optional = (element: XmlElement, name: string) =>
  element.hasAttribute(name) ? element.getAttribute(name) : undefined;

export const required = (root: XmlElement, name: string) => {
  const value = optional(root, name);
  if (value) return value;
  throw new RefusedRequest({ subject: `${root.localName}/@${name}`, expected: "a value", received: "none" });
};

const issuerOf = (root: XmlElement) => {
  const issuers = childrenNamed(root, assertion, "Issuer");
  const [issuer] = issuers;
  if (issuer?.textContent && issuers.length === 1) return issuer.textContent;
  throw new RefusedRequest({
    subject: `${root.localName}/Issuer`,
    expected: "one, with the entity id of the service provider",
    received: issuers.length === 1 ? "an empty one" : String(issuers.length),
  });
};

/** For how long a message may be on its way, and by how much the other clock may be ahead, in milliseconds. */
const longestWay = 5 * 60 * 1_000;
const clockSkew = 60 * 1_000;

type Check = (message: Envelope, terms: Terms, kind: Kind) => Refusal | false;

const checks: readonly Check[] = [
  ({ version }, _terms, kind) =>
    version !== "2.0" && { subject: `${kind}/@Version`, expected: "2.0", received: version },
  ({ issueInstant }, { now }, kind) =>
    !isFresh(issueInstant, now) && {
      subject: `${kind}/@IssueInstant`,
      expected: `a UTC time of the last ${longestWay / 60_000} minutes; it is ${now.toISOString()} here`,
      received: issueInstant,
      hint: "Start again at the application. If this stays, compare the clocks of both sides.",
    },
  ({ issuer }, { serviceProviders }, kind) =>
    !serviceProviders.some(({ entityId }) => entityId === issuer) && {
      subject: `${kind}/Issuer`,
      expected: either(serviceProviders.map(({ entityId }) => entityId)),
      received: issuer,
      hint: "Register the service provider under serviceProviders in the file that IDP_PEOPLE names.",
    },
  ({ destination, issuer }, terms, kind) =>
    (destination === undefined ? isKnownToSign(issuer, terms) : destination !== terms.destination) && {
      subject: `${kind}/@Destination`,
      expected: terms.destination,
      received: destination ?? "none",
      hint: "The service provider takes it from this identity provider's metadata; IDP_PUBLIC_URL decides what stands there.",
    },
];

/** What is signed must say whom it is for (SAML Bindings 2.0, 3.4.5.2 and 3.5.5.2). */
const isKnownToSign = (issuer: string, { serviceProviders }: Terms) =>
  serviceProviders.some(({ entityId, signingCertificate }) => entityId === issuer && signingCertificate !== undefined);

/** @throws {RefusedRequest} with the first check that fails. */
export const checkEnvelope = (message: Envelope, terms: Terms, kind: Kind): void => {
  for (const check of checks) {
    const refusal = check(message, terms, kind);
    if (refusal) throw new RefusedRequest(refusal);
  }
};

export const either = (values: readonly string[]) => [...new Set(values)].join(" or ");

/** SAML times are UTC and end in Z (SAML Core 2.0, 1.3.3). */
export const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const isFresh = (issueInstant: string, now: Date) => {
  if (!instant.test(issueInstant)) return false;
  const age = now.getTime() - Date.parse(issueInstant);
  return age <= longestWay && age >= -clockSkew;
};
