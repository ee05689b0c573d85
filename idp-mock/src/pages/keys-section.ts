import { X509Certificate } from "node:crypto";
import { html } from "@gatehouse/http/html.ts";
import type { RollOver, Step } from "../keys/roll-over.ts";

const phases: Record<RollOver["phase"], { said: string; next: Step; label: string }> = {
  "at rest": { said: "One key, in use.", next: "announce", label: "Announce the next key" },
  announced: { said: "The next key is announced: metadata has both.", next: "use", label: "Sign with the next key" },
  used: { said: "The next key signs; metadata still has the one before.", next: "retire", label: "Retire the old key" },
};

/** The signing keys, and the steps in which they roll over. */
export const keysSection = (home: string, { phase }: RollOver, certificates: readonly string[]) => {
  const { said, next, label } = phases[phase];
  return html`<form method="post" action="${home}/settings">
<input type="hidden" name="change" value="keys">
<fieldset>
<legend>Signing keys</legend>
<p>${said}</p>
<ol class="keys">${certificates.map(entry)}</ol>
<p class="actions"><button name="step" value="${next}">${label}</button> <button class="quiet" name="step" value="roll">Roll over at once, unannounced</button></p>
</fieldset>
</form>`;
};

const entry = (pem: string, index: number) => {
  const { fingerprint256, validTo } = new X509Certificate(pem);
  return html`<li>${index === 0 ? "Signs: " : "Published: "}<code>${fingerprint256.slice(0, 29)}…</code>, until ${validTo}</li>
`;
};
