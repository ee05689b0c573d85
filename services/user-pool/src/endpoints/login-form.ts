import { html } from "@gatehouse/http/html.ts";
import { PasswordResetRequired, UserNotConfirmed } from "../challenges/failures.ts";
import { signInWithPassword } from "../challenges/sign-in-with-password.ts";
import { native } from "../config/native-users.ts";
import { password as passwordShape, username as usernameShape } from "../operations/shapes.ts";
import { confirmUserPage } from "../pages/confirm-user-page.ts";
import { changed } from "../pages/form.ts";
import { forgotPasswordPage } from "../pages/password-pages.ts";
import type { Endpoint } from "./endpoint.ts";
import { notAvailable, showLogin } from "./login.ts";
import { sendPage } from "./page.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, type PageVisit, show, traceSignIn, visitOf } from "./page-visit.ts";
import { queryText } from "./request-parameters.ts";
import { goOn, placeOf, refused } from "./sign-in-at-page.ts";

/** The forms of the page: username and password, or an e-mail address whose domain names the identity provider. */
export const loginForm: Endpoint = {
  method: "post",
  path: "/login",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await visitOf(request, response, world);
    const email = form.get("email");
    if (email !== undefined) return await toProviderOf(visit, email);
    if (!visit.authorization.client.providers.includes(native))
      return await showLogin(visit, { hint: undefined, alert: notAvailable }, 401);
    const name = typed(form, "username", usernameShape);
    const password = typed(form, "password", passwordShape);
    if (name === undefined || password === undefined)
      return await showLogin(visit, { hint: name, alert: "Incorrect username or password." }, 401);
    await signIn(visit, { name, password });
  },
};

const signIn = async (visit: PageVisit, credentials: { readonly name: string; readonly password: string }) => {
  traceSignIn(visit);
  visit.response.locals.trace.learned({ username: credentials.name });
  try {
    await goOn(visit, await signInWithPassword(placeOf(visit), credentials, visit.world));
  } catch (error) {
    await showRefusal(visit, error, credentials.name);
  }
};

/** Who has not confirmed the account, or must choose another password, is led there. */
const showRefusal = async (visit: PageVisit, error: unknown, username: string) => {
  const alert = await refused(visit, error);
  if (error instanceof UserNotConfirmed)
    return show(visit, confirmUserPage({ ...contextOf(visit), username, alert }), 401);
  if (error instanceof PasswordResetRequired)
    return show(visit, forgotPasswordPage({ ...contextOf(visit), username, alert }), 401);
  await showLogin(visit, { hint: username, alert }, 401);
};

/** By a page of its own: a redirect to an identity provider is not among those that the form may lead to. */
const toProviderOf = async (visit: PageVisit, email: string) => {
  const { request, response, authorization, world } = visit;
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  const provider = await world.records.findProviderByIdentifier(authorization.client.poolId, domain);
  if (!provider || !authorization.client.providers.includes(provider.name))
    return await showLogin(visit, { hint: email, alert: notAvailable }, 401);
  const named = { idp_identifier: domain, identity_provider: undefined, login_hint: undefined };
  const goesOnTo = `/oauth2/authorize?${changed(queryText(request.originalUrl), named)}`;
  const body = html`<p>You sign in at your organisation.</p>
<a class="button" href="${goesOnTo}">Continue</a>`;
  sendPage(response, { status: 200, title: "Sign in", body, goesOnTo });
};
