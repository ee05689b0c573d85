import { type CookieJar, partName, partNames } from "@gatehouse/http/cookies.ts";
import { failure } from "@gatehouse/http/failure.ts";
import { stringifySetCookie } from "cookie";
import type { Tokens } from "./tokens.ts";

/** docs/architecture.md, Cookies. */
export const signInCookie = "__Host-signin";
export const accessCookie = "__Host-access";
export const idCookie = "__Host-id";
export const sessionCookie = "__Host-session";

export const TokensTooLong = failure(
  "TokensTooLong",
  500,
  "Your account carries more groups or attributes than a browser can send with each request. Please ask your administrator to lower their number.",
);

/** Browsers drop a cookie whose name and value exceed 4096 bytes (RFC 6265bis 5.6); this leaves room for the name. */
const longestPart = 3_800;

/** API Gateway takes 10,240 bytes of headers in all; a browser's other headers need the rest. */
const largestTotal = 8_192;

/** Lax, because the first request after the sign-in comes from the pool's site; `__Host-` demands the others. */
const attributes = { path: "/", httpOnly: true, secure: true, sameSite: "lax" } as const;

/** One Set-Cookie line. @param maxAge how long the browser keeps it, in seconds. */
export const setCookie = (name: string, value: string, maxAge: number): string =>
  stringifySetCookie({ name, value, maxAge: Math.max(0, Math.floor(maxAge)), ...attributes }, { encode: asIs });

/** Ours need no encoding: tokens and secrets are base64url and dots. */
const asIs = (value: string) => value;

/**
 * The Set-Cookie lines that bring tokens to the browser: each in as many parts as it needs. Parts that an earlier,
 * longer token left behind are removed with it.
 * @param maxAge how long the tokens are valid, in seconds.
 * @throws {TokensTooLong} when the browser could not send them all.
 */
export const tokenCookies = (tokens: Tokens, maxAge: number, jar: CookieJar): string[] => {
  const parts = [...partsOf(accessCookie, tokens.accessToken), ...partsOf(idCookie, tokens.idToken)];
  const total = parts.reduce((sum, [name, value]) => sum + name.length + value.length + "=; ".length, 0);
  if (total > largestTotal)
    throw new TokensTooLong(undefined, {
      cause: new Error(`the tokens need ${total} bytes of cookies; at most ${largestTotal} are set`),
    });
  const kept = new Set(parts.map(([name]) => name));
  const stale = tokenNames(jar).filter((name) => !kept.has(name));
  return [...parts.map(([name, value]) => setCookie(name, value, maxAge)), ...stale.map(removed)];
};

/** The Set-Cookie lines that leave nothing of a session in the browser. */
export const noCookies = (jar: CookieJar): string[] =>
  [...new Set([accessCookie, idCookie, sessionCookie, ...tokenNames(jar)])].map(removed);

const tokenNames = (jar: CookieJar) => [accessCookie, idCookie].flatMap((name) => partNames(jar, name));

const removed = (name: string) => setCookie(name, "", 0);

const partsOf = (name: string, value: string) =>
  Array.from({ length: Math.ceil(value.length / longestPart) }, (_, index) => {
    const part = value.slice(index * longestPart, (index + 1) * longestPart);
    return [partName(name, index), part] as const;
  });
