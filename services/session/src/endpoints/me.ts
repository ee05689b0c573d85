import { readCookies, wholeCookieOf } from "@gatehouse/http/cookies.ts";
import type { RequestHandler } from "express";
import { NoSession } from "../refresh.ts";
import { idCookie } from "../session-cookies.ts";
import type { Uses } from "./uses.ts";

/** Says who is signed in, from the id token. `expiresAt` is in seconds since 1970. */
export const me =
  ({ verifyIdToken }: Pick<Uses, "verifyIdToken">): RequestHandler =>
  async (request, response) => {
    const token = wholeCookieOf(readCookies(request.headers.cookie), idCookie);
    if (!token) throw new NoSession();
    const { username, email, givenName, familyName, groups, expiresAt } = await verifyIdToken(token);
    response.json({ username, email, givenName, familyName, groups, expiresAt });
  };
