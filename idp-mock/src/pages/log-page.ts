import { html } from "@gatehouse/http/html.ts";
import type { Idp } from "../idp.ts";
import type { Entry } from "../journal.ts";
import { instant } from "./instant.ts";
import { page } from "./page.ts";
import { xmlBlock } from "./xml/xml-block.ts";

/** So many entries are shown; `GET /control/log` has them all. */
const mostEntries = 100;

/** What this identity provider received and sent, newest first. */
export const logPage = (idp: Idp) => {
  const all = idp.journal.list().filter((entry) => entry.idp === idp.name);
  return page(
    { owner: idp, title: "Log", at: "/log" },
    html`<h1>Log</h1>
<p>What ${idp.displayName} received and sent, newest first.${all.length > mostEntries ? ` The last ${mostEntries} of ${all.length}.` : ""}</p>
${all.length === 0 ? html`<p>Nothing yet.</p>` : html`<ol class="entries">${all.toReversed().slice(0, mostEntries).map(entry)}</ol>`}`,
  );
};

const entry = ({ at, kind, serviceProvider, person, faults = [], relayState, xml, reason }: Entry) =>
  html`<li class="card${kind === "refusal" ? html` refused` : undefined}">
<div class="entry"><strong>${kind === "refusal" ? "Refusal" : kind}</strong>${person && html` <span>${person}</span>`}${instant(at)}</div>
${serviceProvider && html`<p><code>${serviceProvider}</code></p>`}
${faults.length > 0 ? html`<p><span class="warning">Faults</span> ${faults.join(", ")}</p>` : undefined}
${reason && html`<p>${reason}</p>`}
${relayState && html`<p>RelayState <code>${relayState}</code></p>`}
${xml === undefined ? undefined : html`<details><summary>The message</summary>${xmlBlock(xml, kind)}</details>`}
</li>
`;
