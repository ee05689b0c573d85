import { native } from "../config/native-users.ts";
import { type LoginFacts, loginPage } from "../pages/login-page.ts";
import { chosenProvider } from "../sign-in/chosen-provider.ts";
import { providerOptions } from "../sign-in/provider-options.ts";
import { servingSession } from "../sign-in/session-code.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { sessionCookie } from "./cookies.ts";
import type { Endpoint } from "./endpoint.ts";
import { contextOf, type PageVisit, show, visitOf } from "./page-visit.ts";
import { queryOf, queryText } from "./request-parameters.ts";

export const notAvailable = "Login option is not available. Please try another one";

/**
 * The page on which a person signs in or chooses an identity provider. With a provider named it goes on as
 * /oauth2/authorize does.
 */
export const login: Endpoint = {
  method: "get",
  path: "/login",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const visit = await visitOf(request, response, world);
    const query = queryOf(request);
    const chosen = await chosenProvider(query, visit.authorization.client, world);
    if (typeof chosen === "object" || visit.authorization.prompt === "none")
      return response.redirect(302, `/oauth2/authorize?${queryText(request.originalUrl)}`);
    const hint = query.get("login_hint");
    if (chosen === "not an option") return showLogin(visit, { hint, alert: notAvailable }, 401);
    await showLogin(visit, { hint });
  },
};

type Said = Pick<LoginFacts, "hint" | "alert" | "notice">;

export const showLogin = async (visit: PageVisit, said: Said, status = 200) => {
  const { world, authorization } = visit;
  const { client } = authorization;
  const page = loginPage({
    ...said,
    ...contextOf(visit),
    native: client.providers.includes(native),
    providers: await providerOptions(client, world),
    session: await sessionOf(visit),
  });
  show(visit, page, status);
};

const sessionOf = async ({ request, authorization, world }: PageVisit) => {
  const cookie = sessionCookie(request);
  if (cookie === undefined || authorization.prompt === "login") return undefined;
  const served = await servingSession({ authorization, provider: undefined, cookieHash: hashOf(cookie) }, world);
  return served && { username: served.user.username, provider: served.session.provider ?? native };
};
