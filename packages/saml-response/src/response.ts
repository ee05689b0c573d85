import { randomUUID } from "node:crypto";
import { element, text } from "./xml.ts";

export interface ResponseOptions {
  /** Ids of the Response and of its Assertion; made at random unless given. */
  readonly id?: string;
  readonly assertionId?: string;
  /** Entity id of the identity provider. */
  readonly issuer: string;
  /** Entity id of the service provider. */
  readonly audience: string;
  /** The assertion consumer service: `recipient` is what the signed assertion says, `destination` what the response says. */
  readonly recipient: string;
  readonly destination: string;
  /** Id of the AuthnRequest that is answered; without it the response is unsolicited. */
  readonly inResponseTo?: string | undefined;
  readonly nameId: string;
  /** Default: unspecified. */
  readonly nameIdFormat?: string;
  /** Values by attribute name. A name with no values is left out, as identity providers do. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** What stands beside their names; default: nothing. */
  readonly attributeNaming?: AttributeNaming;
  /** When it is issued; default: now. */
  readonly now?: Date;
  /** For how long the assertion may be used, in seconds; default 300. */
  readonly lifetime?: number;
  readonly sessionIndex?: string;
  /** For how long the identity provider's session lasts, in seconds; default 8 hours. */
  readonly sessionLifetime?: number;
  /** Default: success. The assertion stays, whatever the status says; see `assertion`. */
  readonly statusCode?: string;
  /** `false` leaves the assertion out, as an identity provider does that reports a failure. */
  readonly assertion?: boolean;
}

export interface AttributeNaming {
  /** NameFormat of all of them (SAML Core 2.0, 8.2). */
  readonly format: string;
  /** FriendlyName by name. */
  readonly friendlyNames?: Readonly<Record<string, string>>;
}

const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
const success = "urn:oasis:names:tc:SAML:2.0:status:Success";
const workingDay = 8 * 60 * 60;

/**
 * An unsigned SAML 2.0 response of one assertion for the web browser single sign-on profile, elements in schema order.
 * @returns XML without declaration, comments or white space between elements.
 * @throws {NotXml} for a value that XML cannot carry.
 * @see SAML Core 2.0, 2.3 to 2.7 and 3.3.3; SAML Profiles 2.0, 4.1.4.2
 */
export const samlResponse = (options: ResponseOptions): string => {
  const { id = `_${randomUUID()}`, now = new Date(), statusCode = success } = options;
  return element(
    "samlp:Response",
    {
      "xmlns:samlp": "urn:oasis:names:tc:SAML:2.0:protocol",
      "xmlns:saml": "urn:oasis:names:tc:SAML:2.0:assertion",
      ID: id,
      InResponseTo: options.inResponseTo,
      Version: "2.0",
      IssueInstant: now.toISOString(),
      Destination: options.destination,
    },
    element("saml:Issuer", {}, text(options.issuer)),
    element("samlp:Status", {}, element("samlp:StatusCode", { Value: statusCode })),
    ...(options.assertion === false ? [] : [assertion(options, now)]),
  );
};

const assertion = (options: ResponseOptions, now: Date) => {
  const { assertionId = `_${randomUUID()}`, lifetime = 300 } = options;
  const end = later(now, lifetime);
  return element(
    "saml:Assertion",
    { ID: assertionId, Version: "2.0", IssueInstant: now.toISOString() },
    element("saml:Issuer", {}, text(options.issuer)),
    subject(options, end),
    conditions(options.audience, now, end),
    authnStatement(options, now),
    ...attributeStatement(options),
  );
};

const subject = ({ nameId, nameIdFormat = unspecified, recipient, inResponseTo }: ResponseOptions, end: string) =>
  element(
    "saml:Subject",
    {},
    element("saml:NameID", { Format: nameIdFormat }, text(nameId)),
    element(
      "saml:SubjectConfirmation",
      { Method: "urn:oasis:names:tc:SAML:2.0:cm:bearer" },
      element("saml:SubjectConfirmationData", {
        NotOnOrAfter: end,
        Recipient: recipient,
        InResponseTo: inResponseTo,
      }),
    ),
  );

const conditions = (audience: string, now: Date, end: string) =>
  element(
    "saml:Conditions",
    { NotBefore: now.toISOString(), NotOnOrAfter: end },
    element("saml:AudienceRestriction", {}, element("saml:Audience", {}, text(audience))),
  );

const authnStatement = (options: ResponseOptions, now: Date) => {
  const { sessionIndex = `_${randomUUID()}`, sessionLifetime = workingDay } = options;
  return element(
    "saml:AuthnStatement",
    {
      AuthnInstant: now.toISOString(),
      SessionIndex: sessionIndex,
      SessionNotOnOrAfter: later(now, sessionLifetime),
    },
    element(
      "saml:AuthnContext",
      {},
      element("saml:AuthnContextClassRef", {}, "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified"),
    ),
  );
};

/** The schema wants at least one attribute in the statement, so that none means no statement. */
const attributeStatement = ({ attributes, attributeNaming }: ResponseOptions) => {
  const given = Object.entries(attributes).filter(([, values]) => values.length > 0);
  return given.length === 0
    ? []
    : [element("saml:AttributeStatement", {}, ...given.map((each) => attribute(each, attributeNaming)))];
};

const attribute = ([name, values]: readonly [string, readonly string[]], naming?: AttributeNaming) =>
  element(
    "saml:Attribute",
    { Name: name, NameFormat: naming?.format, FriendlyName: friendlyNameOf(name, naming) },
    ...values.map((value) => element("saml:AttributeValue", {}, text(value))),
  );

/** Its own alone: an attribute may be called `constructor`. */
const friendlyNameOf = (name: string, { friendlyNames = {} }: Partial<AttributeNaming> = {}) =>
  Object.hasOwn(friendlyNames, name) ? friendlyNames[name] : undefined;

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
