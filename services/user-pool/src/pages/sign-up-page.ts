import { html } from "@gatehouse/http/html.ts";
import type { Pool } from "../config/user-pool.ts";
import { alert, type FormContext, form, type PageContent, pageLink } from "./form.ts";
import { attributeField, newPasswordField, requiredAttributes, usernameField } from "./user-fields.ts";

interface SignUpFacts extends FormContext {
  readonly pool: Pool;
  /** As they were given before; the password is typed anew. */
  readonly username?: string | undefined;
  readonly attributes?: ReadonlyMap<string, string>;
  readonly alert?: string | undefined;
}

export const signUpPage = (facts: SignUpFacts): PageContent => ({
  title: "Sign up",
  body: html`${alert(facts.alert)}${form(
    "/signup",
    facts,
    html`${usernameField(facts.pool, facts.username)}${requiredAttributes(facts.pool).map((name) =>
      attributeField(name, facts.attributes?.get(name)),
    )}${newPasswordField(facts.pool, "password", "Password")}
<button name="signUpButton">Sign up</button>
<p class="links">Already have an account? ${pageLink("/login", facts, "Sign in")}</p>`,
  )}`,
});
