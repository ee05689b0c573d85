import { html } from "@gatehouse/http/html.ts";
import type { Idp } from "../idp.ts";
import type { Session, Visit } from "../sessions/sessions.ts";
import { instant } from "./instant.ts";
import { page } from "./page.ts";
import { personLine } from "./person-line.ts";

/** Who is signed in here. `mine`: the session of the browser that asks. */
export const sessionsPage = (idp: Idp, mine: string | undefined) => {
  const sessions = idp.sessions.list().toReversed();
  return page(
    { owner: idp, title: "Sessions", at: "/sessions" },
    html`<h1>Sessions</h1>
<p>Who is signed in at ${idp.displayName}, newest first. Signing out ends the session here, and tells the service providers that were visited and can be told.</p>
${sessions.length === 0 ? html`<p>Nobody is.</p>` : html`<ol class="entries">${sessions.map((session) => entry(idp, session, session.id === mine))}</ol>`}`,
  );
};

const entry = (idp: Idp, { id, person: email, since, visits }: Session, isMine: boolean) => {
  const person = idp.people.find(email);
  return html`<li class="card">
${person ? personLine(person) : html`<p>${email}</p>`}
<p>Since ${instant(since)}${isMine ? ", in this browser" : ""}</p>
${visits.length === 0 ? undefined : html`<ul>${visits.map(visit)}</ul>`}
<form method="post" action="${idp.home}/sign-out">
<button name="session" value="${id}">Sign out<span class="unseen"> ${email}</span></button>
</form>
</li>
`;
};

const visit = ({ assertionConsumerService, nameId, sessionIndex }: Visit) =>
  html`<li>At <strong>${new URL(assertionConsumerService).host}</strong> as <code>${nameId}</code>, session <code>${sessionIndex}</code></li>
`;
