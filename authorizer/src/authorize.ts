import { type Decided, decide } from "@gatehouse/entitlements/decide.ts";
import type { Grant } from "@gatehouse/entitlements/grant.ts";
import { parseMethodArn } from "@gatehouse/entitlements/method-arn.ts";
import type { PolicyDocument } from "@gatehouse/entitlements/policy-document.ts";
import type { APIGatewayAuthorizerEvent } from "@gatehouse/lambda/events.ts";
import type { AccessToken } from "./access-token.ts";
import type { PoolUser } from "./pool-user.ts";
import { requestToken } from "./request-token.ts";
import { provesSameOrigin } from "./same-origin.ts";
import { Unauthorized } from "./unauthorized.ts";

/** What the authorizer asks of the world. */
export interface Ports {
  /** Rejects with Unauthorized for a token that does not hold. */
  readonly verify: (token: string) => Promise<AccessToken>;
  /** The user behind a verified token; undefined when the pool takes the token no more. */
  readonly findUser: (token: string, verified: AccessToken) => Promise<PoolUser | undefined>;
  readonly findGrants: (
    username: string,
    groups: readonly string[],
  ) => Promise<{ readonly value: readonly Grant[]; readonly cached: boolean }>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The origin whose pages may use the session cookies. */
  readonly origin: string;
}

/** The answer of a Lambda authorizer of a REST API. All members of the context are strings. */
export interface Answer {
  readonly principalId: string;
  readonly policyDocument: PolicyDocument;
  readonly context: Readonly<Record<string, string>>;
}

/** How far a request came; filled on the way, so that a refusal is recorded with what was known by then. */
export interface Findings {
  token?: AccessToken;
  decided?: Decided;
  cached?: boolean;
}

/**
 * Decides on a request: whose token is it, does the pool still stand by it, what may its user do.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @throws {Unauthorized} for no token or one that does not hold; any other error means that nothing could be decided.
 */
export const authorize = async (event: APIGatewayAuthorizerEvent, ports: Ports, found: Findings): Promise<Answer> => {
  const request = parseMethodArn(event.methodArn);
  const { token, from } = requestToken(event);
  const verified = await ports.verify(token);
  found.token = verified;
  const user = await ports.findUser(token, verified);
  if (!user)
    throw new Unauthorized(
      "the user pool refuses the token: it was revoked, lacks aws.cognito.signin.user.admin, or its user is gone",
    );
  agree(user, verified);
  const { value: grants, cached } = await ports.findGrants(user.username, verified.groups);
  found.cached = cached;
  found.decided = decide({
    grants,
    request,
    proven: from === "authorization" || provesSameOrigin(event, ports.origin),
    user,
    now: ports.clock(),
  });
  return {
    principalId: user.username,
    policyDocument: found.decided.document,
    context: contextOf(user, verified, found.decided),
  };
};

/** Two pools that share keys, or a mistake in the pool: not to be settled by choosing one of the answers. */
const agree = (user: PoolUser, token: AccessToken) => {
  if (user.username !== token.username || user.sub !== token.sub)
    throw new Error(
      `the token is ${token.username}'s (${token.sub}), the user pool says ${user.username} (${user.sub})`,
    );
};

/** docs/architecture.md, The wire between gateway and services. */
const contextOf = (user: PoolUser, token: AccessToken, { narrowed }: Decided) => ({
  sub: user.sub,
  username: user.username,
  clientId: token.clientId,
  tokenId: token.tokenId,
  groups: asciiJson(token.groups),
  authTime: String(token.authTime),
  ...(user.attributes.email === undefined ? {} : { email: user.attributes.email }),
  ...(token.session === undefined ? {} : { session: token.session }),
  ...(narrowed === undefined ? {} : { narrowed }),
});

/** It becomes a header, and what is no ASCII would arrive there as something else. */
const asciiJson = (value: unknown) =>
  JSON.stringify(value).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
