import { randomUUID } from "node:crypto";
import type { KeyPair } from "@gatehouse/saml-response/key-pair.ts";
import { samlResponse } from "@gatehouse/saml-response/response.ts";
import { type SignOptions, signed } from "@gatehouse/saml-response/sign.ts";
import type { AcceptedRequest } from "./accept.ts";
import type { Person } from "./directory.ts";

export interface Answering {
  /** Entity id of this identity provider. */
  readonly issuer: string;
  readonly keyPair: KeyPair;
  readonly sign: SignOptions["what"];
  readonly now: Date;
}

/** What `SAMLResponse` carries: the signed response, in base64, that says who the person is. */
export const samlAnswer = (request: AcceptedRequest, person: Person, { issuer, keyPair, sign, now }: Answering) => {
  const response = samlResponse({
    issuer,
    audience: request.serviceProvider,
    recipient: request.assertionConsumerService,
    destination: request.assertionConsumerService,
    inResponseTo: request.id,
    nameId: person.email,
    nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    attributes: claims(person),
    sessionIndex: `_${randomUUID()}`,
    now,
  });
  return Buffer.from(signed(response, { what: sign, ...keyPair })).toString("base64");
};

/** The names that Microsoft Entra ID and AD FS give these attributes, and that most service providers map. */
const claims = ({ email, givenName, familyName, groups }: Person) => ({
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": [email],
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname": [givenName],
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname": [familyName],
  "http://schemas.xmlsoap.org/claims/Group": groups,
});
