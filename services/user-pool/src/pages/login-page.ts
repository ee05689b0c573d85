import { type Html, html } from "@gatehouse/http/html.ts";
import type { Pool } from "../config/user-pool.ts";
import type { ProviderOptions } from "../sign-in/provider-options.ts";
import { alert, changed, type FormContext, field, form, hidden, notice, type PageContent, pageLink } from "./form.ts";
import { usernameField } from "./user-fields.ts";

/** What /login has to offer, and to say. */
export interface LoginFacts extends FormContext {
  readonly pool: Pool;
  /** Whether the pool's own users may sign in. */
  readonly native: boolean;
  readonly providers: ProviderOptions;
  /** Who has signed in here within the hour, and at which provider. */
  readonly session: { readonly username: string; readonly provider: string } | undefined;
  /** The user's name as far as it is known: from `login_hint`, or as it was given before. */
  readonly hint: string | undefined;
  readonly alert?: string | undefined;
  readonly notice?: string | undefined;
}

/** The page on which a person says who he is, or where somebody knows. */
export const loginPage = (facts: LoginFacts): PageContent => {
  const all = [sessionSection(facts), passwordForm(facts), providerSection(facts)];
  const sections = all.filter((section) => section !== undefined);
  return {
    title: "Sign in",
    body: html`${alert(facts.alert)}${notice(facts.notice)}${
      sections.length === 0 ? html`<p>Login pages unavailable</p>` : sections
    }`,
  };
};

/** With the provider named, /oauth2/authorize goes on with the session as long as it lasts. */
const sessionSection = ({ session, asked }: LoginFacts): Html | undefined =>
  session &&
  html`
<section aria-label="Continue">
${button(`Sign in as ${session.username}`, locationOf(session.provider, asked))}
</section>`;

/** Scripts drive it by the names of its fields, which are those of Cognito's classic page. */
const passwordForm = (facts: LoginFacts): Html | undefined => {
  if (!facts.native) return undefined;
  const password = { name: "password", label: "Password", type: "password", autocomplete: "current-password" } as const;
  const fields = html`${usernameField(facts.pool, facts.hint)}${field(password)}
${hidden("cognitoAsfData", "")}
<input type="submit" name="signInSubmitButton" value="Sign in">
<p class="links">${pageLink("/forgotPassword", facts, "Forgot your password?")}</p>${signUpLink(facts)}`;
  return form("/login", facts, fields);
};

const signUpLink = (facts: LoginFacts): Html | undefined =>
  facts.pool.onlyAdminCreatesUsers
    ? undefined
    : html`
<p class="links">Need an account? ${pageLink("/signup", facts, "Sign up")}</p>`;

const providerSection = (facts: LoginFacts): Html | undefined => {
  if (facts.providers === "by domain") return domainSearch(facts);
  if (facts.providers.names.length === 0) return undefined;
  return html`
<section aria-label="Identity providers">
<ul>${facts.providers.names.map(
    (name) => html`
<li>${button(`Sign in with ${name}`, locationOf(name, facts.asked))}</li>`,
  )}
</ul>
</section>`;
};

const domainSearch = (facts: LoginFacts): Html => {
  const email = { name: "email", label: "Corporate e-mail address", type: "email", autocomplete: "email" } as const;
  return form(
    "/login",
    facts,
    html`${field({ ...email, value: facts.native ? undefined : facts.hint })}
<button>Continue</button>`,
  );
};

const button = (text: string, href: string): Html => html`<a class="button" href="${href}">${text}</a>`;

const locationOf = (provider: string, asked: string) =>
  `/oauth2/authorize?${changed(asked, { identity_provider: provider, idp_identifier: undefined })}`;
