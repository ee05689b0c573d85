import { type Html, html } from "@gatehouse/http/html.ts";
import { readClient, readRedirectUri } from "../sign-in/authorization-request.ts";
import { namedProvider } from "./authorize.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendPage } from "./page.ts";
import { queryOf, queryText } from "./request-parameters.ts";

/**
 * The page on which a person chooses an identity provider: one link for each that the client may use.
 * With a provider named it goes on as /oauth2/authorize does.
 */
export const login: Endpoint = {
  method: "get",
  path: "/login",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const query = queryOf(request);
    const client = await readClient(query, world.records.findClient);
    readRedirectUri(query, client);
    const provider = await namedProvider(query, client, world);
    const asked = queryText(request.originalUrl);
    if (provider === undefined) return sendPage(response, { status: 200, ...choice(client.providers, asked) });
    if (provider !== "not an option") return response.redirect(302, `/oauth2/authorize?${asked}`);
    const { title, body } = choice(client.providers, asked);
    sendPage(response, {
      status: 401,
      title,
      body: html`<p role="alert">Login option is not available. Please try another one</p>
${body}`,
    });
  },
};

const choice = (providers: readonly string[], asked: string): { title: string; body: Html } => ({
  title: "Sign in",
  body:
    providers.length === 0
      ? html`<p>Login pages unavailable</p>`
      : html`<ul>${providers.map(
          (name) => html`
<li><a href="${locationOf(name, asked)}">Sign in with ${name}</a></li>`,
        )}
</ul>`,
});

/** The request as it came, but for the provider. */
const locationOf = (name: string, asked: string) => {
  const query = new URLSearchParams(asked);
  query.delete("idp_identifier");
  query.set("identity_provider", name);
  return `/oauth2/authorize?${query}`;
};
