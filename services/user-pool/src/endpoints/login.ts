import { html } from "@gatehouse/http/html.ts";
import type { Request, Response } from "express";
import { native } from "../config/native-users.ts";
import { changed } from "../pages/form.ts";
import { type LoginFacts, loginPage } from "../pages/login-page.ts";
import { type AuthorizationRequest, readAuthorizationRequest } from "../sign-in/authorization-request.ts";
import { chosenProvider } from "../sign-in/chosen-provider.ts";
import { providerOptions } from "../sign-in/provider-options.ts";
import { servingSession } from "../sign-in/session-code.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { World } from "../world.ts";
import { sessionCookie } from "./cookies.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendPage } from "./page.ts";
import { formOfPage, formToken } from "./page-form.ts";
import { queryOf, queryText } from "./request-parameters.ts";

const notAvailable = "Login option is not available. Please try another one";

/**
 * The page on which a person signs in or chooses an identity provider. With a provider named it goes on as
 * /oauth2/authorize does.
 */
export const login: Endpoint = {
  method: "get",
  path: "/login",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const query = queryOf(request);
    const authorization = await readAuthorizationRequest(query, world.records.findClient);
    const chosen = await chosenProvider(query, authorization.client, world);
    if (typeof chosen === "object" || authorization.prompt === "none")
      return response.redirect(302, `/oauth2/authorize?${queryText(request.originalUrl)}`);
    const said = chosen === "not an option" ? { status: 401, alert: notAvailable } : { status: 200 };
    await sendLogin(request, response, { authorization, hint: query.get("login_hint"), ...said, world });
  },
};

/** The page's form: an e-mail address, whose domain names the identity provider. */
export const loginForm: Endpoint = {
  method: "post",
  path: "/login",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const authorization = await readAuthorizationRequest(queryOf(request), world.records.findClient);
    await toProviderOf(request, response, { authorization, email: form.get("email") ?? "", world });
  },
};

interface Search {
  readonly authorization: AuthorizationRequest;
  readonly email: string;
  readonly world: World;
}

/** By a page of its own: a redirect to an identity provider is not among those that the form may lead to. */
const toProviderOf = async (request: Request, response: Response, { authorization, email, world }: Search) => {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const provider = await world.records.findProviderByIdentifier(authorization.client.poolId, domain);
  if (!provider || !authorization.client.providers.includes(provider.name)) {
    const said = { status: 401, alert: notAvailable, hint: email };
    return await sendLogin(request, response, { authorization, ...said, world });
  }
  const named = { idp_identifier: domain, identity_provider: undefined, login_hint: undefined };
  const goesOnTo = `/oauth2/authorize?${changed(queryText(request.originalUrl), named)}`;
  const body = html`<p>You sign in at your organisation.</p>
<a class="button" href="${goesOnTo}">Continue</a>`;
  sendPage(response, { status: 200, title: "Sign in", body, goesOnTo });
};

interface Shown extends Pick<LoginFacts, "hint" | "alert" | "notice"> {
  readonly authorization: AuthorizationRequest;
  readonly status: number;
  readonly world: World;
}

export const sendLogin = async (
  request: Request,
  response: Response,
  { authorization, status, world, ...said }: Shown,
) => {
  const page = loginPage({
    ...said,
    asked: queryText(request.originalUrl),
    csrf: formToken(request, response),
    providers: await providerOptions(authorization.client, world),
    session: await sessionOf(request, authorization, world),
  });
  sendPage(response, { status, ...page, formsLeadTo: authorization.redirectUri });
};

const sessionOf = async (request: Request, authorization: AuthorizationRequest, world: World) => {
  const cookie = sessionCookie(request);
  if (cookie === undefined || authorization.prompt === "login") return undefined;
  const served = await servingSession({ authorization, provider: undefined, cookieHash: hashOf(cookie) }, world);
  return served && { username: served.user.username, provider: served.session.provider ?? native };
};
