import { cookieOf, readCookies } from "@gatehouse/http/cookies.ts";
import type { RequestHandler } from "express";
import { returnPath } from "../return-to.ts";
import { codeChallenge, isSecret, newSecret } from "../secret.ts";
import { setCookie, signInCookie } from "../session-cookies.ts";
import type { Client, Uses } from "./uses.ts";

/** GetUser takes an access token only with the last of these. */
const scopes = "openid email profile aws.cognito.signin.user.admin";

/** As long as the sign-in itself may take, in seconds. */
const cookieTime = 600;

/**
 * Starts a sign-in: authorization code with PKCE (RFC 7636), state and nonce. All sign-ins of a browser share its
 * cookie and differ by their state, so that several tabs do not get into each other's way.
 */
export const login =
  ({ signIns, client }: Pick<Uses, "signIns" | "client">): RequestHandler =>
  async (request, response) => {
    const known = cookieOf(readCookies(request.headers.cookie), signInCookie);
    const browser = isSecret(known) ? known : newSecret();
    const state = newSecret();
    const signIn = {
      codeVerifier: newSecret(),
      nonce: newSecret(),
      returnTo: returnPath(request.query.return_to, client.publicUrl),
    };
    await signIns.start({ state, browser }, signIn);
    response.append("set-cookie", setCookie(signInCookie, browser, cookieTime));
    response.redirect(302, authorizeUrl(client, state, signIn));
  };

/** https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
const authorizeUrl = (
  client: Client,
  state: string,
  { codeVerifier, nonce }: { codeVerifier: string; nonce: string },
) => {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: scopes,
    state,
    nonce,
    code_challenge: codeChallenge(codeVerifier),
    code_challenge_method: "S256",
    ...(client.identityProvider === undefined ? {} : { identity_provider: client.identityProvider }),
  });
  return `${client.poolUrl}/oauth2/authorize?${query}`;
};
