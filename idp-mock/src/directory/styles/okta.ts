import { type Style, unspecified } from "../style.ts";

/**
 * Okta asserts what an application's attribute statements say; these are the usual ones. Their default format is basic.
 * @see https://help.okta.com/en-us/content/topics/apps/define-attribute-statements.htm
 * @see https://help.okta.com/en-us/content/topics/apps/define-group-attribute-statements.htm
 */
export const okta: Style = {
  nameIdFormat: unspecified,
  nameId: ({ email }) => email,
  attributes: ({ email, givenName, familyName, groups }) => ({
    firstName: [givenName],
    lastName: [familyName],
    email: [email],
    groups,
  }),
  naming: { format: "urn:oasis:names:tc:SAML:2.0:attrname-format:basic" },
};
