import { html } from "@gatehouse/http/html.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import { xmlBlock } from "./xml/xml-block.ts";

/** Which service provider a sign-in is for, and what it asked. */
export const whoAsks = ({ id, serviceProvider, assertionConsumerService, relayState, xml }: PendingRequest) =>
  html`<p>To <strong>${new URL(assertionConsumerService).host}</strong>, which ${
    id === undefined ? "did not ask, and is" : "asks as"
  } <code>${serviceProvider}</code>.</p>
<details>
<summary>${id === undefined ? "Where it goes" : "What was asked"}</summary>
<dl>
<dt>Service provider</dt><dd><code>${serviceProvider}</code></dd>
<dt>Answer goes to</dt><dd><code>${assertionConsumerService}</code></dd>
${id === undefined ? undefined : html`<dt>Request</dt><dd><code>${id}</code></dd>`}
<dt>RelayState</dt><dd>${relayState === undefined ? "none" : html`<code>${relayState}</code>`}</dd>
</dl>
${xml === undefined ? undefined : xmlBlock(xml, "AuthnRequest")}
</details>`;
