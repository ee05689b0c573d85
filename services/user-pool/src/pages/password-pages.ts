import { html } from "@gatehouse/http/html.ts";
import type { Pool } from "../config/user-pool.ts";
import { alert, codeField, type FormContext, form, hidden, notice, type PageContent, pageLink } from "./form.ts";
import { attributeField, newPasswordField, usernameField } from "./user-fields.ts";

interface PasswordFacts extends FormContext {
  readonly pool: Pool;
  readonly username?: string | undefined;
  readonly alert?: string | undefined;
  readonly notice?: string | undefined;
}

/** Who has forgotten a password asks for a code. */
export const forgotPasswordPage = (facts: PasswordFacts): PageContent => ({
  title: "Forgot your password?",
  body: html`${alert(facts.alert)}
<p>A code to reset your password will be sent to you.</p>${form(
    "/forgotPassword",
    facts,
    html`${usernameField(facts.pool, facts.username)}
<button name="reset_my_password">Reset my password</button>
<p class="links">${pageLink("/login", facts, "Back to sign in")}</p>`,
  )}`,
});

/** Who has the code chooses another password. */
export const confirmForgotPasswordPage = (facts: PasswordFacts): PageContent => ({
  title: "Change your password",
  body: html`${alert(facts.alert)}${notice(facts.notice)}${form(
    "/confirmForgotPassword",
    facts,
    html`${usernameField(facts.pool, facts.username)}${codeField("code", "Code")}${newPasswordField(facts.pool, "password", "New password")}
<button>Change password</button>
<p class="links">${pageLink("/forgotPassword", facts, "Send another code")}</p>`,
  )}`,
});

interface ChallengeFacts extends FormContext {
  readonly pool: Pool;
  /** Of the challenge that the form answers. */
  readonly session: string;
  readonly alert?: string | undefined;
}

/** Who has a password of an administrator's chooses the own one, and says what the pool wants to know. */
export const newPasswordPage = (facts: ChallengeFacts & { readonly attributes: readonly string[] }): PageContent => ({
  title: "Choose a new password",
  body: html`${alert(facts.alert)}${form(
    "/newPassword",
    facts,
    html`${hidden("session", facts.session)}${hidden("attributes", facts.attributes.join(" "))}${newPasswordField(facts.pool, "new_password", "New password")}${facts.attributes.map((name) => attributeField(name, undefined))}
<button>Send</button>`,
  )}`,
});

/** Who has an authenticator app shows its code. */
export const softwareTokenPage = (facts: ChallengeFacts): PageContent => ({
  title: "Enter the code of your app",
  body: html`${alert(facts.alert)}${form(
    "/softwareToken",
    facts,
    html`${hidden("session", facts.session)}${codeField("code", "Code of your authenticator app")}
<button>Sign in</button>`,
  )}`,
});
