import { emailAddress, type Style } from "../style.ts";

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

/** AD FS: https://learn.microsoft.com/windows-server/identity/ad-fs/technical-reference/the-role-of-claims */
export const adfs: Style = {
  nameIdFormat: emailAddress,
  nameId: ({ email }) => email,
  attributes: ({ email, givenName, familyName, groups }) => ({
    [`${claims}/emailaddress`]: [email],
    [`${claims}/givenname`]: [givenName],
    [`${claims}/surname`]: [familyName],
    "http://schemas.xmlsoap.org/claims/Group": groups,
  }),
};
