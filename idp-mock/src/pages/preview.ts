import { html } from "@gatehouse/http/html.ts";
import { fieldsOf } from "../answers/fields.ts";
import type { Conduct } from "../answers/make.ts";
import type { Answer, Delivery } from "../answers/plan.ts";
import type { Fault } from "../faults/fault.ts";
import { howDelivered } from "./how-delivered.ts";
import { xmlBlock } from "./xml/xml-block.ts";

interface Made {
  readonly answer: Answer;
  readonly faults: readonly Fault[];
}

/** What would be sent, and what a service provider should make of it. */
export const preview = ({ answer: { xml, deliveries }, faults }: Made, conduct: Conduct) =>
  html`<section id="preview" class="preview" aria-labelledby="preview-title">
<h2 id="preview-title">What will be sent</h2>
${verdict(faults, conduct)}
${deliveries.length > 1 || deliveries[0].after !== undefined || deliveries[0].browser ? html`<ol>${deliveries.map(step)}</ol>` : undefined}
<dl>
<dt>To</dt><dd><code>${deliveries[0].form.action}</code></dd>
<dt>RelayState</dt><dd>${relayState(deliveries.at(-1) ?? deliveries[0])}</dd>
</dl>
${xmlBlock(xml, "The SAML response")}
<p>Ids and times are made anew when it is sent. Signatures are marked.</p>
</section>`;

const verdict = (faults: readonly Fault[], conduct: Conduct) => {
  const refusals = faults.filter(({ code }) => code !== "accepted");
  if (conduct === "control" || refusals.length === 0)
    return html`<p class="verdict good">A service provider should let this in.</p>`;
  return refusals.map(
    ({ name, code }) =>
      html`<p class="verdict bad">A service provider should refuse this with <code>${code}</code>, for <code>${name}</code>.</p>
`,
  );
};

const step = (delivery: Delivery, index: number) => html`<li>${howDelivered(delivery, index)}</li>`;

const relayState = ({ form }: Delivery) => {
  const given = fieldsOf(form).filter(([name]) => name === "RelayState");
  return given.length === 0 ? "none" : given.map(([, value]) => html`<code>${value}</code> `);
};
