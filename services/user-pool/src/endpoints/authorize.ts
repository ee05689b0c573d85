import type { Request, Response } from "express";
import type { Provider } from "../config/identity-provider.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import { type AuthorizationRequest, readAuthorizationRequest } from "../sign-in/authorization-request.ts";
import { successLocation } from "../sign-in/redirect.ts";
import { SentToApplication } from "../sign-in/refusals.ts";
import { codeFromSession } from "../sign-in/session-code.ts";
import { startSignIn } from "../sign-in/start-sign-in.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { tracedParameters } from "../trace/request-parameters.ts";
import type { Trace } from "../trace/trace.ts";
import type { Uses, World } from "../world.ts";
import { bindingCookie, newCookieValue, sessionCookie, setBindingCookie } from "./cookies.ts";
import type { Endpoint } from "./endpoint.ts";
import { queryOf, queryText } from "./request-parameters.ts";

/**
 * Begins a sign-in: a code at once for a browser with a session, the named identity provider, or the page to choose one.
 */
export const authorize: Endpoint = {
  method: "get",
  path: "/oauth2/authorize",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html",
  async answer(request, response, world) {
    const query = queryOf(request);
    const { trace } = response.locals;
    trace.reached("authorize");
    trace.asked(tracedParameters(query));
    const authorization = await readAuthorizationRequest(query, world.records.findClient);
    trace.learned({ poolId: authorization.client.poolId, clientId: authorization.client.id });
    const provider = await namedProvider(query, authorization.client, world);
    if (provider === "not an option") return toChoice(request, response);
    const code = await codeForBrowser(request, { authorization, provider, prompt: query.get("prompt"), trace }, world);
    if (code !== undefined) return response.redirect(302, successLocation(authorization, code));
    if (query.get("prompt") === "none") throw new SentToApplication(authorization, "login_required", "Login required");
    if (provider === undefined) return toChoice(request, response);
    await toProvider(request, response, { authorization, provider, world });
  },
};

const toChoice = (request: Request, response: Response) =>
  response.redirect(302, `/login?${queryText(request.originalUrl)}`);

/** By name or by identifier, and enabled for the client. */
export const namedProvider = async (
  query: Parameters,
  client: Client,
  { records }: Uses<"records">,
): Promise<Provider | undefined | "not an option"> => {
  const name = query.get("identity_provider");
  const identifier = query.get("idp_identifier");
  if (name === undefined && identifier === undefined) return undefined;
  const provider = await (name === undefined
    ? records.findProviderByIdentifier(client.poolId, identifier ?? "")
    : records.findProvider(client.poolId, name));
  return provider && client.providers.includes(provider.name) ? provider : "not an option";
};

interface Asked {
  readonly authorization: AuthorizationRequest;
  readonly provider: Provider | undefined;
  readonly prompt: string | undefined;
  readonly trace: Trace;
}

const codeForBrowser = async (request: Request, { authorization, provider, prompt, trace }: Asked, world: World) => {
  const cookie = sessionCookie(request);
  if (cookie === undefined || prompt === "login") return undefined;
  return await codeFromSession({ authorization, provider, cookieHash: hashOf(cookie), trace }, world);
};

interface Leaving {
  readonly authorization: AuthorizationRequest;
  readonly provider: Provider;
  readonly world: World;
}

const toProvider = async (request: Request, response: Response, { authorization, provider, world }: Leaving) => {
  const browser = bindingCookie(request) ?? newCookieValue();
  const { trace } = response.locals;
  const location = await startSignIn({ authorization, provider, browserHash: hashOf(browser), trace }, world);
  setBindingCookie(response, browser);
  response.redirect(302, location);
};
