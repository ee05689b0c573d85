import { html } from "@gatehouse/http/html.ts";
import type { Idp } from "../idp.ts";
import { alwaysFields } from "./always-fields.ts";
import { instant } from "./instant.ts";
import { keysSection } from "./keys-section.ts";
import { page } from "./page.ts";
import { registrationsSection } from "./registrations-section.ts";

/** How the identity provider is, and what of that can be changed; a change lasts until the process ends, keys stay. */
export const settingsPage = async (idp: Idp) =>
  page(
    { owner: idp, title: "Settings", at: "/settings" },
    html`<h1>Settings</h1>
<dl>
<dt>Entity id</dt><dd><code>${idp.entityId}</code></dd>
<dt>Metadata</dt><dd><a href="${idp.home}/metadata">${idp.urls.metadata}</a></dd>
</dl>
${keysSection(idp.home, await idp.keys.rollOver(), await idp.keys.published())}
${clock(idp)}
${alwaysFields(idp)}
${registrationsSection(idp)}`,
  );

const clock = ({ home, clock: time }: Idp) =>
  html`<form method="post" action="${home}/settings">
<fieldset>
<legend>Clock</legend>
<p>It is ${instant(time())} here.</p>
<label>Ahead by so many seconds; behind if negative<input type="number" name="offsetSeconds" value="${String(time.offset())}" step="1" required></label>
<p><button name="change" value="clock">Set the clock</button></p>
</fieldset>
</form>`;
