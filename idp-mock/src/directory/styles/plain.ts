import { emailAddress, type Style } from "../style.ts";

/** Of no product: the fewest words. */
export const plain: Style = {
  nameIdFormat: emailAddress,
  nameId: ({ email }) => email,
  attributes: ({ email, givenName, familyName, groups }) => ({
    email: [email],
    firstName: [givenName],
    lastName: [familyName],
    groups,
  }),
};
