import { html } from "@gatehouse/http/html.ts";
import { fullName } from "../directory/people-file.ts";
import type { Idp } from "../idp.ts";
import { page } from "./page.ts";
import { type RelayStateDraft, relayStateFields } from "./relay-state-fields.ts";

/** What was filled in. */
export interface Start extends RelayStateDraft {
  /** Its place in the list. */
  readonly serviceProvider: number;
  /** E-mail address. */
  readonly person: string;
}

/** A sign-in that begins here, without a request (SAML Profiles 2.0, 4.1.5). */
export const startPage = (idp: Idp, start: Start, relayState?: string) =>
  page(
    { owner: idp, title: "Start a sign-in", at: "/start" },
    html`<h1>Start a sign-in</h1>
<p>The identity provider begins: it sends a response that nobody asked for. The service provider must be set up to take it.</p>
<form class="sheet" method="post" action="${idp.home}/start">
<button class="unseen" name="step" value="show" tabindex="-1" aria-hidden="true">Show</button>
<fieldset>
<legend>Who, and where to</legend>
<label>Service provider<select name="serviceProvider">${services(idp, start)}</select></label>
<label>Person<select name="person">${persons(idp, start)}</select></label>
</fieldset>
${relayStateFields(start)}
${relayState === undefined ? undefined : html`<p class="made" id="made">RelayState: ${relayState === "" ? "none" : html`<code>${relayState}</code>`}</p>`}
<p class="actions">
<button name="step" value="show">Show the RelayState</button>
<button class="primary" name="step" value="send">Sign in</button>
<button class="quiet" name="step" value="edit">Edit…</button>
</p>
</form>`,
  );

const services = ({ serviceProviders }: Idp, start: Start) =>
  serviceProviders.list().map(
    ({ entityId, assertionConsumerService }, index) =>
      html`<option value="${String(index)}"${index === start.serviceProvider ? html` selected` : undefined}>${new URL(assertionConsumerService).host}: ${entityId}</option>
`,
  );

const persons = ({ people }: Idp, start: Start) =>
  people.list().map(
    (person) =>
      html`<option value="${person.email}"${person.email === start.person ? html` selected` : undefined}>${fullName(person)}, ${person.email}</option>
`,
  );
