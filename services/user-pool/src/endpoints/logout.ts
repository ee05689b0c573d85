import type { Response } from "express";
import type { Client } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import { SamlRefusal } from "../saml/refusal.ts";
import { readClient, readRedirectUri } from "../sign-in/authorization-request.ts";
import type { EndedSession } from "../sign-in/browser-session.ts";
import { startLogout } from "../sign-in/start-logout.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { World } from "../world.ts";
import { clearCookies, sessionCookie } from "./cookies.ts";
import type { Endpoint } from "./endpoint.ts";
import { queryOf } from "./request-parameters.ts";

/**
 * Ends the browser's session at the pool, whatever else is wrong with the request, and goes to a registered LogoutURL
 * or on to /login, by way of a SAML provider with single logout. It is not the RP-initiated logout of OpenID Connect, although discovery names it as such.
 */
export const logout: Endpoint = {
  method: "get",
  path: "/logout",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html",
  async answer(request, response, world) {
    const cookie = sessionCookie(request);
    const ended = cookie === undefined ? undefined : await world.sessions.end(hashOf(cookie), world.now());
    clearCookies(response);
    const query = queryOf(request);
    const client = await readClient(query, world.records.findClient);
    const logoutUri = query.get("logout_uri");
    const known = logoutUri !== undefined && client.logoutUrls.includes(logoutUri);
    const location = known ? logoutUri : loginLocation(query, client);
    response.redirect(302, (ended && (await atProvider(ended, location, { response, world }))) ?? location);
  },
};

/** A provider that cannot be asked does not keep the browser from signing out of the pool. */
const atProvider = (ended: EndedSession, location: string, { response, world }: { response: Response; world: World }) =>
  startLogout(ended, location, world).catch((error) => {
    if (!(error instanceof SamlRefusal)) throw error;
    response.locals.reason = `${error.code}: ${ended.provider} cannot be told of the logout`;
    return undefined;
  });

const passedOn = ["response_type", "state", "nonce", "code_challenge", "code_challenge_method"];

/** The other way to use it: sign out and in again. What an unregistered logout_uri falls into, too. */
const loginLocation = (query: Parameters, client: Client) => {
  const redirectUri = readRedirectUri(query, client);
  const given = passedOn.flatMap((name): [string, string][] => {
    const value = query.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const scope = query.get("scope") ?? client.scopes.join(" ");
  return `/login?${new URLSearchParams([["client_id", client.id], ["redirect_uri", redirectUri], ["scope", scope], ...given])}`;
};
