import { type Style, unspecified } from "../style.ts";

/**
 * Google Workspace asserts what an application's attribute mapping says, and groups by name, 75 at most. Unconfirmed: the
 * names, which an administrator gives, and that no NameFormat stands beside them.
 * @see https://support.google.com/a/answer/6087519
 * @see https://support.google.com/a/answer/11143403
 */
export const google: Style = {
  nameIdFormat: unspecified,
  nameId: ({ email }) => email,
  attributes: ({ email, givenName, familyName, groups }) => ({
    email: [email],
    first_name: [givenName],
    last_name: [familyName],
    groups: groups.slice(0, mostGroups),
  }),
};

const mostGroups = 75;
