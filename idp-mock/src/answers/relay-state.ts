/** What a user pool of Cognito wants to know from an identity provider that begins. */
export const relayStateParameters = [
  "identity_provider",
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
] as const;

/**
 * A RelayState that says to a user pool of Cognito which application's sign-in it completes: itself a query string.
 * Parameters without a value are left out.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html
 */
export const relayStateForCognito = (given: Readonly<Record<string, string | undefined>>): string =>
  new URLSearchParams(
    relayStateParameters.flatMap((name) => {
      const value = given[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  ).toString();
