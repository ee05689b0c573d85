import { html } from "@gatehouse/http/html.ts";
import { fieldsOf } from "../answers/fields.ts";
import type { Answer, Delivery, Form } from "../answers/plan.ts";
import { fullName, type Person } from "../directory/people-file.ts";
import { howDelivered } from "./how-delivered.ts";
import { type Owner, page } from "./page.ts";

interface Going {
  readonly person: Person;
  readonly deliveries: Answer["deliveries"];
  readonly nonce: string;
}

/** The page that posts the response (SAML Bindings 2.0, 3.5.4): by itself where scripts run and nothing is unusual. */
export const responsePage = (owner: Owner, { person, deliveries, nonce }: Going) => {
  const [{ form }] = deliveries;
  return page(
    { owner, title: "Signing in" },
    html`<h1>Signing in as ${fullName(person)}</h1>
<p>On the way back to <strong>${new URL(form.action).host}</strong>.</p>
${isPlain(deliveries) ? atOnce(form, nonce) : byHand(deliveries)}`,
  );
};

const isPlain = ([{ after, browser }, ...more]: Answer["deliveries"]) =>
  more.length === 0 && after === undefined && browser === undefined;

const atOnce = (form: Form, nonce: string) =>
  html`<form method="post" action="${form.action}">
${fields(form)}<button class="primary">Continue</button>
</form>
<script nonce="${nonce}">document.forms[0].submit();</script>`;

/** Each opens a place of its own, so that this page stays for the next. */
const byHand = (deliveries: readonly Delivery[]) =>
  html`<p>This one is sent by hand: follow the steps in their order.</p>
<ol class="steps">
${deliveries.map(
  (delivery, index) => html`<li>
${delivery.browser === "another" ? elsewhere(delivery.form) : undefined}<form method="post" action="${delivery.form.action}"${deliveries.length > 1 ? html` target="_blank"` : undefined}>
${fields(delivery.form)}${delivery.browser === "another" ? html`<button>Send it from this browser instead</button>` : html`<button class="primary">${howDelivered(delivery, index)}</button>`}
</form>
</li>
`,
)}</ol>`;

/** A page that posts the form, to be opened by a browser that has nothing of this sign-in. */
const elsewhere = (form: Form) => {
  const document = html`<!doctype html><meta charset="utf-8"><title>SAML response</title><form method="post" action="${form.action}">${fields(form)}<button>Send it</button></form>`;
  const data = Buffer.from(document.html).toString("base64");
  return html`<p>Save <a download="saml-response.html" href="data:text/html;base64,${data}">the form as a file</a> and open it in another browser, or in a private window.</p>
`;
};

const fields = (form: Form) =>
  fieldsOf(form).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">
`,
  );
