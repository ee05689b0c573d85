import { escaped } from "./escaped.ts";

export interface AuthnRequest {
  /** `_{uuid}`; the response must come back with it as InResponseTo. */
  readonly id: string;
  readonly issuedAt: Date;
  /** Entity id of the pool: `urn:amazon:cognito:sp:{poolId}`. */
  readonly entityId: string;
  /** `{domain}/saml2/idpresponse` */
  readonly acs: string;
  /** The identity provider's single sign-on URL, as its metadata has it. */
  readonly destination: string;
}

/**
 * The AuthnRequest as Cognito sends it, byte for byte (captured samples of 2022, 2023 and 2026): attributes in
 * alphabetical order, no NameIDPolicy, no ProtocolBinding, nothing that asks for a method of authentication.
 */
export const authnRequest = ({ id, issuedAt, entityId, acs, destination }: AuthnRequest): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<saml2p:AuthnRequest AssertionConsumerServiceURL="${escaped(acs)}" Destination="${escaped(destination)}" ID="${escaped(id)}" IssueInstant="${issuedAt.toISOString()}" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">${escaped(entityId)}</saml2:Issuer></saml2p:AuthnRequest>`;
