import { html } from "@gatehouse/http/html.ts";
import type { Pool } from "../config/user-pool.ts";
import { alert, codeField, type FormContext, form, hidden, notice, type PageContent } from "./form.ts";
import { usernameField } from "./user-fields.ts";

interface ConfirmUserFacts extends FormContext {
  readonly pool: Pool;
  readonly username?: string | undefined;
  readonly alert?: string | undefined;
  readonly notice?: string | undefined;
}

/** Who signed up shows the code that was sent, or has another one sent. */
export const confirmUserPage = (facts: ConfirmUserFacts): PageContent => ({
  title: "Confirm your account",
  body: html`${alert(facts.alert)}${notice(facts.notice)}${form(
    "/confirmUser",
    facts,
    html`${usernameField(facts.pool, facts.username)}${codeField("code", "Verification code")}
<button name="confirm" value="confirm">Confirm account</button>`,
  )}${facts.username === undefined ? undefined : resendForm(facts, facts.username)}`,
});

const resendForm = (facts: ConfirmUserFacts, username: string) =>
  form(
    "/confirmUser",
    facts,
    html`${hidden("username", username)}
<button class="second" name="resend" value="resend">Send another code</button>`,
  );
