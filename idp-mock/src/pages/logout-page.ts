import { html } from "@gatehouse/http/html.ts";
import type { LogoutForm } from "../logout/logout-form.ts";
import { type Owner, page } from "./page.ts";

/** The page that posts a message of a logout: by itself where scripts run, by its button elsewhere. */
export const logoutPage = (owner: Owner, { action, fields }: LogoutForm, nonce: string) =>
  page(
    { owner, title: "Signing out" },
    html`<h1>Signing out</h1>
<p>On the way to <strong>${new URL(action).host}</strong>.</p>
<form method="post" action="${action}">
${Object.entries(fields).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">
`,
)}<button class="primary">Continue</button>
</form>
<script nonce="${nonce}">document.forms[0].submit();</script>`,
  );

export const signedOutPage = (owner: Owner) =>
  page(
    { owner, title: "Signed out" },
    html`<h1>Signed out</h1>
<p>The session has ended here and at the applications that could be told.</p>`,
  );
