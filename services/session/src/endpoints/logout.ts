import { cookieOf, readCookies } from "@gatehouse/http/cookies.ts";
import type { RequestHandler } from "express";
import { requireScriptOrForm } from "../same-origin.ts";
import { isSecret } from "../secret.ts";
import { noCookies, sessionCookie } from "../session-cookies.ts";
import type { Client, Uses } from "./uses.ts";

/**
 * Signs out: the session first, then the refresh family at the pool as far as it can be reached, then the browser's
 * cookies, and last, by a redirect, the pool's own cookie; else the next sign-in would go through without a question.
 */
export const logout =
  ({ sessions, pool, client, log }: Pick<Uses, "sessions" | "pool" | "client" | "log">): RequestHandler =>
  async (request, response) => {
    requireScriptOrForm(request, client.publicUrl);
    const jar = readCookies(request.headers.cookie);
    const key = cookieOf(jar, sessionCookie);
    const session = isSecret(key) ? await sessions.end(key) : undefined;
    if (session)
      await pool
        .revoke(session.refreshToken)
        .catch((error) => log.warn({ err: error, username: session.username }, "signed out here, but not at the pool"));
    response.append("set-cookie", noCookies(jar)).redirect(303, poolLogout(client));
  };

/** https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
const poolLogout = ({ id, publicUrl, poolUrl }: Client) =>
  `${poolUrl}/logout?${new URLSearchParams({ client_id: id, logout_uri: `${publicUrl}/app/` })}`;
