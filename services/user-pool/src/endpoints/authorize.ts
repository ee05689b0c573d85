import type { Request, Response } from "express";
import type { Provider } from "../config/identity-provider.ts";
import { answerLocation } from "../sign-in/answer-location.ts";
import { type AuthorizationRequest, readAuthorizationRequest } from "../sign-in/authorization-request.ts";
import { type Choice, chosenProvider, nameOf } from "../sign-in/chosen-provider.ts";
import { SentToApplication } from "../sign-in/refusals.ts";
import { codeFromSession } from "../sign-in/session-code.ts";
import { startSignIn } from "../sign-in/start-sign-in.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { tracedParameters } from "../trace/request-parameters.ts";
import type { Trace } from "../trace/trace.ts";
import type { World } from "../world.ts";
import { bindingCookie, newCookieValue, sessionCookie, setBindingCookie } from "./cookies.ts";
import type { Endpoint } from "./endpoint.ts";
import { queryOf, queryText } from "./request-parameters.ts";

/**
 * Begins a sign-in: an answer at once for a browser with a session at the provider that is named, else a visit to that
 * provider, or the page to choose one.
 */
export const authorize: Endpoint = {
  method: "get",
  path: "/oauth2/authorize",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html",
  unconfirmed: "the wording for an unknown client, and whether `prompt` reaches the identity provider",
  async answer(request, response, world) {
    const query = queryOf(request);
    const { trace } = response.locals;
    trace.reached("authorize");
    trace.asked(tracedParameters(query));
    const authorization = await readAuthorizationRequest(query, world.records);
    trace.learned({ poolId: authorization.client.poolId, clientId: authorization.client.id });
    const chosen = await chosenProvider(query, authorization.client, world);
    const code = await codeForBrowser(request, { authorization, chosen, trace }, world);
    if (code !== undefined) {
      const answer = { to: authorization, client: authorization.client, code };
      return response.redirect(302, await answerLocation(answer, world));
    }
    if (authorization.prompt === "none") throw new SentToApplication(authorization, "login_required", "Login required");
    if (typeof chosen !== "object") return response.redirect(302, `/login?${queryText(request.originalUrl)}`);
    await toProvider(request, response, { authorization, provider: chosen, world });
  },
};

interface Asked {
  readonly authorization: AuthorizationRequest;
  readonly chosen: Choice;
  readonly trace: Trace;
}

/** Who has named no provider is asked on the page as whom to go on, unless nobody may be asked. */
const codeForBrowser = async (request: Request, { authorization, chosen, trace }: Asked, world: World) => {
  const { prompt } = authorization;
  const cookie = sessionCookie(request);
  if (cookie === undefined || prompt === "login" || chosen === "not an option") return undefined;
  if (chosen === undefined && prompt !== "none") return undefined;
  const asked = { authorization, provider: nameOf(chosen), cookieHash: hashOf(cookie) };
  return await codeFromSession({ ...asked, trace }, world);
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
