import { html } from "@gatehouse/http/html.ts";
import { fullName, type Person } from "../directory.ts";
import type { PendingRequest } from "../sealed-request.ts";
import { page } from "./page.ts";

/** The page that posts the response (SAML Bindings 2.0, 3.5.4): by itself where scripts run, by its button elsewhere. */
export const responsePage = ({
  assertionConsumerService,
  relayState,
  person,
  SAMLResponse,
  nonce,
}: PendingRequest & { person: Person; SAMLResponse: string; nonce: string }) =>
  page(
    "Signing in",
    html`<h1>Signing in as ${fullName(person)}</h1>
<p>On the way back to <strong>${new URL(assertionConsumerService).host}</strong>.</p>
<form method="post" action="${assertionConsumerService}">
<input type="hidden" name="SAMLResponse" value="${SAMLResponse}">
${relayState === undefined ? undefined : html`<input type="hidden" name="RelayState" value="${relayState}">`}
<button class="primary">Continue</button>
</form>
<script nonce="${nonce}">document.forms[0].submit();</script>`,
  );
