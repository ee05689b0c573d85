import type { ReturnAddress } from "./refusals.ts";

/** `uri` with parameters added; a callback URL may have a query of its own. */
export const withParameters = (uri: string, parameters: readonly (readonly [string, string])[]) =>
  `${uri}${uri.includes("?") ? "&" : "?"}${new URLSearchParams(parameters.map(([name, value]) => [name, value]))}`;

const stateOf = ({ state }: ReturnAddress): [string, string][] => (state === undefined ? [] : [["state", state]]);

/** The answer that carries an authorization code. */
export const successLocation = (to: ReturnAddress, code: string) =>
  withParameters(to.redirectUri, [["code", code], ...stateOf(to)]);

/**
 * The answer that carries an error: `error_description` comes first, as Cognito sends it.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoint-idp-responses.html
 */
export const errorLocation = (to: ReturnAddress, error: string, description: string) =>
  withParameters(to.redirectUri, [["error_description", description], ["error", error], ...stateOf(to)]);
