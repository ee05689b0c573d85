import { html } from "@gatehouse/http/html.ts";
import type { Refusal } from "../requests/refused-request.ts";
import { page } from "./page.ts";

const mostShown = 500;

/** Why a request is not answered: what was looked at, what was expected, what was received and what to do. */
export const refusalPage = ({ subject, expected, received, hint }: Refusal) =>
  page(
    "Refused",
    html`<h1>This sign-in request was refused</h1>
<dl>
<dt>Looked at</dt><dd><code>${subject}</code></dd>
<dt>Expected</dt><dd><code>${shortened(expected)}</code></dd>
<dt>Received</dt><dd><code>${shortened(received)}</code></dd>
</dl>
${hint === undefined ? undefined : html`<p>${hint}</p>`}`,
  );

const shortened = (text: string) => (text.length > mostShown ? `${text.slice(0, mostShown)}…` : text);
