/** Several values in one attribute, as Cognito writes them: `[traders,night%2Cshift]`, each encoded as in a form. */
const several = /^\[(?:[\w.*+-]|%[0-9A-Fa-f]{2})*(?:,\s*(?:[\w.*+-]|%[0-9A-Fa-f]{2})*)+\]$/;

/**
 * The groups in the value of an attribute that came from an identity provider. One value stands as it is, so that a
 * single group whose name has the form of a list is read as several of the same provider: the form does not tell.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
 */
export const assertedGroups = (value = ""): readonly string[] => {
  // UNCONFIRMED whether a blank follows the comma.
  const names = several.test(value) ? value.slice(1, -1).split(/,\s*/).map(formDecoded) : [value];
  return names.filter((name) => name !== "");
};

const formDecoded = (text: string) => new URLSearchParams(`value=${text}`).get("value") ?? "";
