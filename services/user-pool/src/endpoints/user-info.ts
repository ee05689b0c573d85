import type { Response } from "express";
import type { Client } from "../config/user-pool-client.ts";
import { liveAccessToken, RevokedAccessToken } from "../tokens/live-access-token.ts";
import { readableAttributes } from "../tokens/readable-attributes.ts";
import { type AccessToken, InvalidAccessToken } from "../tokens/verify-access-token.ts";
import { identitiesText, type User } from "../user.ts";
import type { World } from "../world.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendJson } from "./send-json.ts";

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;

/**
 * What the access token's scopes let see of its user; all values are strings, `email_verified` too.
 */
export const userInfo: Endpoint = {
  method: "get",
  path: "/oauth2/userInfo",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html",
  async answer(request, response, world) {
    const text = bearer.exec(request.get("authorization") ?? "")?.[1];
    if (text === undefined)
      return refuse(response, {
        status: 400,
        error: "invalid_request",
        description: "Bad OAuth2 request at UserInfo Endpoint",
        reason: "no bearer token",
      });
    const known = await subject(text, world);
    if (typeof known === "string") return refuse(response, { ...invalidToken, reason: known });
    sendJson(response, 200, claimsOf(known));
  },
};

interface Subject {
  readonly token: AccessToken;
  readonly user: User;
  readonly client: Client;
}

/** Of whom the token speaks, or why it does not count. */
const subject = async (text: string, world: World): Promise<Subject | string> => {
  try {
    const { token, user } = await liveAccessToken(text, world);
    const client = await world.records.findClient(token.clientId);
    if (!user?.enabled || !client) return "the user is disabled or deleted, or the client is";
    return token.scopes.includes("openid") ? { token, user, client } : "the token has not the scope openid";
  } catch (error) {
    if (error instanceof RevokedAccessToken) return "the token has been revoked";
    if (error instanceof InvalidAccessToken) return error.message;
    throw error;
  }
};

const claimsOf = ({ token, user, client }: Subject) => ({
  sub: user.sub,
  ...Object.fromEntries(readableAttributes(user.attributes, { scopes: token.scopes, readable: client.readable })),
  ...identitiesText(user),
  username: user.username,
});

interface Refusal {
  readonly status: 400 | 401;
  readonly error: string;
  readonly description: string;
  readonly reason: string;
}

const invalidToken = {
  status: 401,
  error: "invalid_token",
  description: "Access token is expired, disabled, or deleted, or the user has globally signed out.",
} as const;

const refuse = (response: Response, { status, error, description, reason }: Refusal) => {
  response.locals.reason = reason;
  response.set("WWW-Authenticate", `error="${error}", error_description="${description}"`);
  sendJson(response, status, { error, error_description: description });
};
