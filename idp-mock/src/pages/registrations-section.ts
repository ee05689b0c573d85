import { html } from "@gatehouse/http/html.ts";
import type { ServiceProvider } from "../directory/service-provider.ts";
import type { Idp } from "../idp.ts";

/** The service providers that are answered, and fields to register one. */
export const registrationsSection = ({ home, serviceProviders }: Idp) =>
  html`<form class="sheet" method="post" action="${home}/settings">
<fieldset>
<legend>Service providers</legend>
<ul class="entries">${serviceProviders.list().map(entry)}</ul>
<details>
<summary>Register one, or change how it is registered</summary>
<label>Entity id<input name="entityId" autocomplete="off" spellcheck="false"></label>
<label>Assertion consumer service<input name="assertionConsumerService" type="url" autocomplete="off"></label>
<label>Single logout service<input name="singleLogoutService" type="url" autocomplete="off"></label>
<label>Signing certificate: with one, it is known to sign<textarea name="signingCertificate" rows="3" spellcheck="false"></textarea></label>
<label>Encryption certificate: with one, assertions are encrypted<textarea name="encryptionCertificate" rows="3" spellcheck="false"></textarea></label>
<p>What is left empty stays as it is.</p>
<p><button name="change" value="registration">Register</button></p>
</details>
</fieldset>
</form>`;

const entry = ({ entityId, assertionConsumerService, ...given }: ServiceProvider) =>
  html`<li class="card">
<p><code>${entityId}</code></p>
<p>Answers go to <code>${assertionConsumerService}</code></p>
${given.singleLogoutService && html`<p>Logouts go to <code>${given.singleLogoutService}</code></p>`}
<p>${given.signingCertificate ? "Known to sign" : "Not known to sign"}, assertions ${given.encryptionCertificate ? "encrypted" : "not encrypted"}</p>
</li>
`;
