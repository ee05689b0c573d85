import { html } from "@gatehouse/http/html.ts";
import type { Refusal } from "../requests/refused-request.ts";
import { type Owner, page } from "./page.ts";

const mostShown = 500;

/** Why a request is not answered: what was looked at, what was expected, what was received and what to do. */
export const refusalPage = (owner: Owner, { subject, expected, received, hint }: Refusal) =>
  page(
    { owner, title: "Refused" },
    html`<h1>This request was refused</h1>
<dl class="refusal">
<dt>Looked at</dt><dd><code>${subject}</code></dd>
<dt>Expected</dt><dd class="good"><code>${shortened(expected)}</code></dd>
<dt>Received</dt><dd class="bad"><code>${shortened(received)}</code></dd>
</dl>
${hint === undefined ? undefined : html`<p>${hint}</p>`}`,
  );

const shortened = (text: string) => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);
