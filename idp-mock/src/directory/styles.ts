// How the common products name what they assert, unless somebody sets them up otherwise.
import type { Person } from "./people-file.ts";

export interface Style {
  readonly nameIdFormat: string;
  nameId(person: Person): string;
  /** Values by attribute name. */
  attributes(person: Person): Readonly<Record<string, readonly string[]>>;
}

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const emailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

const styles = {
  plain: {
    nameIdFormat: emailAddress,
    nameId: ({ email }) => email,
    attributes: ({ email, givenName, familyName, groups }) => ({
      email: [email],
      firstName: [givenName],
      lastName: [familyName],
      groups,
    }),
  },
  /** AD FS: https://learn.microsoft.com/windows-server/identity/ad-fs/technical-reference/the-role-of-claims */
  adfs: {
    nameIdFormat: emailAddress,
    nameId: ({ email }) => email,
    attributes: ({ email, givenName, familyName, groups }) => ({
      [`${claims}/emailaddress`]: [email],
      [`${claims}/givenname`]: [givenName],
      [`${claims}/surname`]: [familyName],
      "http://schemas.xmlsoap.org/claims/Group": groups,
    }),
  },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof styles;

export const styleNames = Object.keys(styles) as [StyleName, ...StyleName[]];

export const styleNamed = (name: StyleName): Style => styles[name];
