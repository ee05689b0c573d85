import { BadCookie, readCookies, wholeCookieOf } from "@gatehouse/http/cookies.ts";
import type { APIGatewayAuthorizerEvent, APIGatewayRequestAuthorizerEvent } from "@gatehouse/lambda/events.ts";
import { headerValues } from "./request-headers.ts";
import { Unauthorized } from "./unauthorized.ts";

/** A token as the request carried it, and how: what a cookie carries needs a same-origin proof. */
export interface RequestToken {
  readonly token: string;
  readonly from: "authorization" | "cookie";
}

/** The cookie that the session service sets; docs/architecture.md, Cookies. */
const accessCookie = "__Host-access";

/** Room for a token with many groups, and less than half of what Node takes as headers in all. */
const longestToken = 8 * 1024;

/**
 * Three base64url parts; an RS256 signature has at least 342 characters, 86 is ES256's. Strict, because verifiers take
 * more spellings of one token than one (white space, padding).
 */
const compactJws = /^[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{86,}$/;

/**
 * Finds the access token: in Authorization, else in the session's cookie. A request with an Authorization header is
 * judged by it alone, whatever its cookies hold. Nothing else is looked at: no query, no body.
 * @throws {Unauthorized} when there is none, more than one, or one that is not a compact JWS of at most 8 KB.
 */
export const requestToken = (event: APIGatewayAuthorizerEvent): RequestToken => {
  if (event.type === "TOKEN") return { token: bearer([event.authorizationToken]), from: "authorization" };
  const authorization = headerValues(event, "authorization");
  if (authorization.length > 0) return { token: bearer(authorization), from: "authorization" };
  return { token: wellFormed(cookieToken(event)), from: "cookie" };
};

const bearer = (values: readonly string[]) => {
  const [value, ...more] = values;
  if (more.length > 0) throw new Unauthorized(`there are ${values.length} Authorization headers`);
  if (!value?.startsWith("Bearer ")) throw new Unauthorized("Authorization does not begin with `Bearer `");
  return wellFormed(value.slice("Bearer ".length));
};

const cookieToken = (event: APIGatewayRequestAuthorizerEvent) => {
  try {
    const token = wholeCookieOf(readCookies(headerValues(event, "cookie").join("; ")), accessCookie);
    if (token !== undefined) return token;
  } catch (error) {
    throw error instanceof BadCookie ? new Unauthorized(error.message, { cause: error }) : error;
  }
  throw new Unauthorized(`there is neither an Authorization header nor the cookie ${accessCookie}`);
};

const wellFormed = (token: string) => {
  if (token.length > longestToken)
    throw new Unauthorized(`the token has ${token.length} characters; at most ${longestToken} are accepted`);
  if (!compactJws.test(token)) throw new Unauthorized("the token is not a JWS in compact form");
  return token;
};
