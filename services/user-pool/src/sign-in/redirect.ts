import type { Tokens } from "../tokens/issue-tokens.ts";
import type { ReturnAddress } from "./refusals.ts";

type Parameter = readonly [string, string];

const encoded = (parameters: readonly Parameter[]) =>
  new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();

/** `uri` with parameters added; a callback URL may have a query of its own. */
export const withParameters = (uri: string, parameters: readonly Parameter[]) =>
  `${uri}${uri.includes("?") ? "&" : "?"}${encoded(parameters)}`;

const stateOf = ({ state }: ReturnAddress): Parameter[] => (state === undefined ? [] : [["state", state]]);

/** The answer that carries an authorization code. */
export const successLocation = (to: ReturnAddress, code: string) =>
  withParameters(to.redirectUri, [["code", code], ...stateOf(to)]);

/**
 * The answer that carries the tokens themselves, in the fragment, which no server sees.
 * @see https://datatracker.ietf.org/doc/html/rfc6749#section-4.2.2
 */
export const tokensLocation = (to: ReturnAddress, { idToken, accessToken, expiresIn }: Tokens) => {
  const id: Parameter[] = idToken === undefined ? [] : [["id_token", idToken]];
  const rest: Parameter[] = [
    ["access_token", accessToken],
    ["token_type", "bearer"],
    ["expires_in", String(expiresIn)],
  ];
  return `${to.redirectUri}#${encoded([...id, ...rest, ...stateOf(to)])}`;
};

/**
 * The answer that carries an error, in the fragment where tokens were asked for: `error_description` comes first, as
 * Cognito sends it.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoint-idp-responses.html
 */
export const errorLocation = (to: ReturnAddress, error: string, description: string) => {
  const parameters: Parameter[] = [["error_description", description], ["error", error], ...stateOf(to)];
  return to.responseType === "token"
    ? `${to.redirectUri}#${encoded(parameters)}`
    : withParameters(to.redirectUri, parameters);
};
