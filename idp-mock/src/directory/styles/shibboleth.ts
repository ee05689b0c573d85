import type { Style } from "../style.ts";
import { stableId } from "./stable-id.ts";

/** By their friendly names: inetOrgPerson (RFC 2798), eduPerson and eduMember. */
const oids = {
  eduPersonPrincipalName: "urn:oid:1.3.6.1.4.1.5923.1.1.1.6",
  mail: "urn:oid:0.9.2342.19200300.100.1.3",
  givenName: "urn:oid:2.5.4.42",
  sn: "urn:oid:2.5.4.4",
  displayName: "urn:oid:2.16.840.1.113730.3.1.241",
  isMemberOf: "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
} as const;

/**
 * Shibboleth: attributes are named by object identifier (MACE-Dir SAML Attribute Profiles), people by an identifier that
 * tells nothing. Transient ones are its default; a service provider that keeps accounts has to be given persistent ones.
 * @see https://shibboleth.atlassian.net/wiki/spaces/IDP4/pages/1265631671/NameIDGenerationConfiguration
 */
export const shibboleth: Style = {
  nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  nameId: ({ email }) => stableId("person", email).toUpperCase(),
  attributes: (person) => ({
    [oids.eduPersonPrincipalName]: [person.email],
    [oids.mail]: [person.email],
    [oids.givenName]: [person.givenName],
    [oids.sn]: [person.familyName],
    [oids.displayName]: [`${person.givenName} ${person.familyName}`],
    [oids.isMemberOf]: person.groups,
  }),
  naming: {
    format: "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
    friendlyNames: Object.fromEntries(Object.entries(oids).map(([friendly, name]) => [name, friendly])),
  },
};
