import { html } from "@gatehouse/http/html.ts";
import type { Idp } from "../idp.ts";
import { tone } from "./avatar.ts";
import { page } from "./page.ts";

/** All identity providers of this process, each with its places. */
export const homePage = (idps: readonly Idp[]) =>
  page(
    { owner: undefined, title: "All" },
    html`<h1>Identity providers</h1>
<p>A sign-in starts at an application, which sends the browser here, or at one of these.</p>
<ul class="idps">
${idps.map(entry)}</ul>`,
  );

const entry = ({ displayName, entityId, home, people, faults }: Idp) =>
  html`<li class="card">
<h2><span class="mark ${tone(displayName)}" aria-hidden="true">${[...displayName][0]?.toUpperCase()}</span> ${displayName}</h2>
<p><code>${entityId}</code></p>
<p>${count(people.list().length)}${faults.names().length > 0 ? html` · <span class="warning">Misbehaves</span> ${faults.names().join(", ")}` : undefined}</p>
<p class="links"><a href="${home}/start">Start a sign-in</a> <a href="${home}/sessions">Sessions</a> <a href="${home}/log">Log</a> <a href="${home}/settings">Settings</a> <a href="${home}/metadata">Metadata</a></p>
</li>
`;

const count = (people: number) => (people === 1 ? "One person" : `${people} people`);
