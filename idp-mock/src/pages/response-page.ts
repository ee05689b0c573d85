import { html } from "@gatehouse/http/html.ts";
import { fieldsOf } from "../answers/fields.ts";
import type { Form } from "../answers/plan.ts";
import { fullName, type Person } from "../directory/people-file.ts";
import { page } from "./page.ts";

/** The page that posts the response (SAML Bindings 2.0, 3.5.4): by itself where scripts run, by its button elsewhere. */
export const responsePage = ({ person, form, nonce }: { person: Person; form: Form; nonce: string }) =>
  page(
    "Signing in",
    html`<h1>Signing in as ${fullName(person)}</h1>
<p>On the way back to <strong>${new URL(form.action).host}</strong>.</p>
<form method="post" action="${form.action}">
${fieldsOf(form).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">
`,
)}<button class="primary">Continue</button>
</form>
<script nonce="${nonce}">document.forms[0].submit();</script>`,
  );
