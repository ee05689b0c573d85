// Whether an AuthnRequest is answered, and where: a list of checks, of which the first that fails is told.

import type { ServiceProvider } from "../directory/service-provider.ts";
import type { AuthnRequest } from "./authn-request.ts";
import { type Refusal, RefusedRequest } from "./refused-request.ts";

/** What a request is checked against. */
export interface Terms {
  /** The URL of this identity provider's single sign-on service. */
  readonly destination: string;
  readonly serviceProviders: readonly ServiceProvider[];
  readonly now: Date;
}

/** A request that is answered once a person has been picked. */
export interface AcceptedRequest {
  readonly id: string;
  readonly serviceProvider: string;
  /** Taken from the registration, so that no request can name another place. */
  readonly assertionConsumerService: string;
}

const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const nameIdFormats = [
  "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
];

/** For how long a request may be on its way, and by how much the other clock may be ahead, in milliseconds. */
const longestWay = 5 * 60 * 1_000;
const clockSkew = 60 * 1_000;

type Check = (request: AuthnRequest, terms: Terms) => Refusal | false;

const checks: readonly Check[] = [
  ({ version }) => version !== "2.0" && { subject: "AuthnRequest/@Version", expected: "2.0", received: version },
  ({ issueInstant }, { now }) =>
    !isFresh(issueInstant, now) && {
      subject: "AuthnRequest/@IssueInstant",
      expected: `a UTC time of the last ${longestWay / 60_000} minutes; it is ${now.toISOString()} here`,
      received: issueInstant,
      hint: "Start the sign-in again at the application. If this stays, compare the clocks of both sides.",
    },
  ({ issuer }, { serviceProviders }) =>
    !serviceProviders.some(({ entityId }) => entityId === issuer) && {
      subject: "AuthnRequest/Issuer",
      expected: written(serviceProviders.map(({ entityId }) => entityId)),
      received: issuer,
      hint: "Register the service provider under serviceProviders in the file that IDP_PEOPLE names.",
    },
  ({ destination }, terms) =>
    destination !== undefined &&
    destination !== terms.destination && {
      subject: "AuthnRequest/@Destination",
      expected: terms.destination,
      received: destination,
      hint: "The service provider takes it from this identity provider's metadata; IDP_PUBLIC_URL decides what stands there.",
    },
  ({ issuer, assertionConsumerService }, { serviceProviders }) =>
    assertionConsumerService !== undefined &&
    !registered(issuer, serviceProviders).includes(assertionConsumerService) && {
      subject: "AuthnRequest/@AssertionConsumerServiceURL",
      expected: written(registered(issuer, serviceProviders)),
      received: assertionConsumerService,
      hint: "A response goes only where the file that IDP_PEOPLE names says, under serviceProviders.",
    },
  ({ assertionConsumerServiceIndex: index }) =>
    index !== undefined && {
      subject: "AuthnRequest/@AssertionConsumerServiceIndex",
      expected: "none: services are registered by URL",
      received: index,
    },
  ({ protocolBinding }) =>
    protocolBinding !== undefined &&
    protocolBinding !== post && { subject: "AuthnRequest/@ProtocolBinding", expected: post, received: protocolBinding },
  ({ isPassive }) =>
    isPassive !== undefined &&
    !["false", "0"].includes(isPassive) && {
      subject: "AuthnRequest/@IsPassive",
      expected: "false: somebody has to be picked",
      received: isPassive,
    },
  ({ nameIdFormat }) =>
    nameIdFormat !== undefined &&
    !nameIdFormats.includes(nameIdFormat) && {
      subject: "AuthnRequest/NameIDPolicy/@Format",
      expected: written(nameIdFormats),
      received: nameIdFormat,
    },
];

/** @throws {RefusedRequest} with the first check that fails. */
export const accept = (request: AuthnRequest, terms: Terms): AcceptedRequest => {
  for (const check of checks) {
    const refusal = check(request, terms);
    if (refusal) throw new RefusedRequest(refusal);
  }
  const known = registered(request.issuer, terms.serviceProviders);
  const assertionConsumerService = known.find((url) => url === request.assertionConsumerService) ?? known[0];
  if (!assertionConsumerService) throw new Error(`${request.issuer} passed the checks and is not registered`);
  return { id: request.id, serviceProvider: request.issuer, assertionConsumerService };
};

const registered = (issuer: string, serviceProviders: readonly ServiceProvider[]) =>
  serviceProviders
    .filter(({ entityId }) => entityId === issuer)
    .map(({ assertionConsumerService }) => assertionConsumerService);

const written = (values: readonly string[]) => [...new Set(values)].join(" or ");

/** SAML times are UTC and end in Z (SAML Core 2.0, 1.3.3). */
const isFresh = (issueInstant: string, now: Date) => {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(issueInstant)) return false;
  const age = now.getTime() - Date.parse(issueInstant);
  return age <= longestWay && age >= -clockSkew;
};
