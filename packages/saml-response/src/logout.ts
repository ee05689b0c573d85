import { randomUUID } from "node:crypto";
import { element, text } from "./xml.ts";

interface Envelope {
  /** Made at random unless given. */
  readonly id?: string;
  /** Entity id of the sender. */
  readonly issuer: string;
  readonly destination: string;
  /** When it is issued; default: now. */
  readonly now?: Date;
}

export interface LogoutRequestOptions extends Envelope {
  readonly nameId: string;
  /** None: all sessions of the person. */
  readonly sessionIndexes?: readonly string[];
  readonly notOnOrAfter?: Date;
}

export interface LogoutResponseOptions extends Envelope {
  readonly inResponseTo: string;
  /** Default: success. */
  readonly statusCode?: string;
}

/** An unsigned LogoutRequest: SAML Core 2.0, 3.7.1. @throws {NotXml} for a value that XML cannot carry. */
export const samlLogoutRequest = (options: LogoutRequestOptions): string => {
  const { nameId, sessionIndexes = [], notOnOrAfter } = options;
  return message("samlp:LogoutRequest", options, {
    attributes: { NotOnOrAfter: notOnOrAfter?.toISOString() },
    children: [
      element("saml:NameID", {}, text(nameId)),
      ...sessionIndexes.map((index) => element("samlp:SessionIndex", {}, text(index))),
    ],
  });
};

/** An unsigned LogoutResponse: SAML Core 2.0, 3.7.2. @throws {NotXml} for a value that XML cannot carry. */
export const samlLogoutResponse = (options: LogoutResponseOptions): string => {
  const { inResponseTo, statusCode: Value = "urn:oasis:names:tc:SAML:2.0:status:Success" } = options;
  return message("samlp:LogoutResponse", options, {
    attributes: { InResponseTo: inResponseTo },
    children: [element("samlp:Status", {}, element("samlp:StatusCode", { Value }))],
  });
};

interface Content {
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly string[];
}

const message = (name: string, { id = `_${randomUUID()}`, ...envelope }: Envelope, { attributes, children }: Content) =>
  element(
    name,
    {
      "xmlns:samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
      "xmlns:saml": "urn:oasis:names:tc:SAML:2.0:assertion",
      ID: id,
      Version: "2.0",
      IssueInstant: (envelope.now ?? new Date()).toISOString(),
      Destination: envelope.destination,
      ...attributes,
    },
    element("saml:Issuer", {}, text(envelope.issuer)),
    ...children,
  );
