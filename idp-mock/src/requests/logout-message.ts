import { assertion, type Envelope, envelope, instant, optional, protocol, required, rootOf } from "./envelope.ts";
import { RefusedRequest } from "./refused-request.ts";
import { childrenNamed, type XmlElement } from "./xml-document.ts";

/** SAML Core 2.0, 3.7.1. */
export interface LogoutRequest extends Envelope {
  readonly nameId: string;
  /** None: all sessions of the person. */
  readonly sessionIndexes: readonly string[];
  readonly notOnOrAfter?: string | undefined;
}

/** SAML Core 2.0, 3.7.2. */
export interface LogoutResponse extends Envelope {
  readonly inResponseTo: string;
  readonly status: string;
}

/** @throws {RefusedRequest} for XML that is no LogoutRequest with the parts that one must have. */
export const logoutRequest = (xml: string): LogoutRequest => {
  const root = rootOf(xml, "LogoutRequest");
  return {
    ...envelope(root),
    nameId: textOf(only(root, assertion, "NameID")),
    sessionIndexes: childrenNamed(root, protocol, "SessionIndex").map(textOf),
    notOnOrAfter: optional(root, "NotOnOrAfter"),
  };
};

/** @throws {RefusedRequest} for XML that is no LogoutResponse with the parts that one must have. */
export const logoutResponse = (xml: string): LogoutResponse => {
  const root = rootOf(xml, "LogoutResponse");
  return {
    ...envelope(root),
    inResponseTo: required(root, "InResponseTo"),
    status: required(only(only(root, protocol, "Status"), protocol, "StatusCode"), "Value"),
  };
};

/** @throws {RefusedRequest} for a request that says itself that it is over */
export const checkNotOver = ({ notOnOrAfter }: LogoutRequest, now: Date): void => {
  if (notOnOrAfter === undefined) return;
  if (instant.test(notOnOrAfter) && Date.parse(notOnOrAfter) > now.getTime()) return;
  throw new RefusedRequest({
    subject: "LogoutRequest/@NotOnOrAfter",
    expected: `a UTC time to come; it is ${now.toISOString()} here`,
    received: notOnOrAfter,
  });
};

const only = (parent: XmlElement, namespace: string, name: string): XmlElement => {
  const [one, another] = childrenNamed(parent, namespace, name);
  if (one && !another) return one;
  const received = one ? "several" : "none";
  throw new RefusedRequest({ subject: `${parent.localName}/${name}`, expected: "one", received });
};

const textOf = (element: XmlElement) => {
  const text = element.textContent.trim();
  if (text) return text;
  throw new RefusedRequest({ subject: element.localName, expected: "text", received: "none" });
};
