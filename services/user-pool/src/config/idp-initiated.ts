import { native } from "./native-users.ts";

/**
 * Where sign-in may begin at a provider, it cannot begin anywhere else: a client that lists a provider with IDPInit may
 * list SAML providers alone. The real service's own words are not known.
 * @param listed SupportedIdentityProviders
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html
 */
export const refusedBesideIdpInit = (provider: string, listed: readonly string[]): string | undefined =>
  listed.includes(native)
    ? `${provider} has IDPInit: a client that lists it may list no identity providers but SAML ones; received ${native}`
    : undefined;
