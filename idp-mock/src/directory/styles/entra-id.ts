import { emailAddress, type Style } from "../style.ts";
import { stableGuid } from "./stable-id.ts";

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const microsoft = "http://schemas.microsoft.com/identity/claims";

/**
 * Microsoft Entra ID names groups by object id, and the tenant, which is a domain's here, likewise.
 * @see https://learn.microsoft.com/entra/identity-platform/reference-saml-tokens
 * @see https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-group-claims
 */
export const entraId: Style = {
  nameIdFormat: emailAddress,
  nameId: ({ email }) => email,
  attributes: (person) => ({
    [`${microsoft}/tenantid`]: [stableGuid("tenant", person.email.split("@").at(-1) ?? "")],
    [`${microsoft}/objectidentifier`]: [stableGuid("user", person.email)],
    [`${microsoft}/displayname`]: [`${person.givenName} ${person.familyName}`],
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups": person.groups.map((group) =>
      stableGuid("group", group),
    ),
    [`${claims}/givenname`]: [person.givenName],
    [`${claims}/surname`]: [person.familyName],
    [`${claims}/emailaddress`]: [person.email],
    [`${claims}/name`]: [person.email],
  }),
};
