import { cookieOf, readCookies } from "@gatehouse/http/cookies.ts";
import type { RequestHandler } from "express";
import { NoSession } from "../refresh.ts";
import { requireScript } from "../same-origin.ts";
import { isSecret } from "../secret.ts";
import { sessionCookie, tokenCookies } from "../session-cookies.ts";
import type { Uses } from "./uses.ts";

/** Brings new tokens to the browser. Answers when they expire, in seconds since 1970. */
export const refresh =
  ({
    refreshSession,
    verifyIdToken,
    client,
  }: Pick<Uses, "refreshSession" | "verifyIdToken" | "client">): RequestHandler =>
  async (request, response) => {
    requireScript(request, client.publicUrl);
    const jar = readCookies(request.headers.cookie);
    const key = cookieOf(jar, sessionCookie);
    if (!isSecret(key)) throw new NoSession();
    const session = await refreshSession(key);
    const { expiresAt } = await verifyIdToken(session.idToken);
    response.append("set-cookie", tokenCookies(session, expiresAt - Date.now() / 1000, jar)).json({ expiresAt });
  };
