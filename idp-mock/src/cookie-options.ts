import type { CookieOptions } from "express";
import type { Idp } from "./idp.ts";

/** For every cookie: scripts do not get at it, and other sites' forms do not bring it. */
export const cookieOptions = ({ urls }: Pick<Idp, "urls">): CookieOptions => ({
  httpOnly: true,
  sameSite: "lax",
  secure: urls.singleSignOn.startsWith("https:"),
  path: "/",
});
