// Whether an AuthnRequest is answered, and where: a list of checks, of which the first that fails is told.
import type { ServiceProvider } from "../directory/service-provider.ts";
import type { AuthnRequest } from "./authn-request.ts";
import { checkEnvelope, either, type Terms } from "./envelope.ts";
import { type Refusal, RefusedRequest } from "./refused-request.ts";

/** A request that is answered once a person has been picked. */
export interface AcceptedRequest {
  readonly id: string;
  readonly serviceProvider: string;
  /** Taken from the registration, so that no request can name another place. */
  readonly assertionConsumerService: string;
}

const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

export interface RequestTerms extends Terms {
  /** How this identity provider names people. */
  readonly nameIdFormat: string;
}

type Check = (request: AuthnRequest, terms: RequestTerms) => Refusal | false;

const checks: readonly Check[] = [
  ({ issuer, assertionConsumerService }, { serviceProviders }) =>
    assertionConsumerService !== undefined &&
    !registered(issuer, serviceProviders).includes(assertionConsumerService) && {
      subject: "AuthnRequest/@AssertionConsumerServiceURL",
      expected: either(registered(issuer, serviceProviders)),
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
  ({ nameIdFormat }, terms) =>
    nameIdFormat !== undefined &&
    ![terms.nameIdFormat, unspecified].includes(nameIdFormat) && {
      subject: "AuthnRequest/NameIDPolicy/@Format",
      expected: either([terms.nameIdFormat, unspecified]),
      received: nameIdFormat,
    },
];

/** @throws {RefusedRequest} with the first check that fails. */
export const accept = (request: AuthnRequest, terms: RequestTerms): AcceptedRequest => {
  checkEnvelope(request, terms, "AuthnRequest");
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
