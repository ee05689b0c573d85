import { html } from "@gatehouse/http/html.ts";
import type { Draft } from "../answers/draft.ts";

/** A row of fields for each attribute, and an empty one for one more. */
export const attributeFields = (attributes: Draft["attributes"]) =>
  html`<fieldset>
<legend>Attributes</legend>
<p>One value to a line. An attribute without values is left out.</p>
${[...attributes, ["", []] as const].map(([name, values], index) => row(name, values, index))}
<p><button name="step" value="add">Add one more</button></p>
</fieldset>`;

/** An area has as many lines as it has values, within reason. */
const fewestLines = 1;
const mostLines = 8;

/** What tells one long name from another, since a narrow field shows the beginning alone. */
const endOf = (name: string) => {
  const end = name.split(/[/#]/).at(-1);
  return end === name || end === "" ? "" : `: ${end}`;
};

const row = (name: string, values: readonly string[], index: number) => {
  const lines = Math.min(mostLines, Math.max(fewestLines, values.length));
  const label = name === "" ? "One more" : `Attribute ${index + 1}${endOf(name)}`;
  return html`<div class="pair" role="group" aria-label="${label}">
<label><span>${label}</span><input name="attribute" value="${name}" placeholder="Name" autocomplete="off" spellcheck="false"></label>
<label><span class="unseen">Values</span><textarea name="values" rows="${String(lines)}" placeholder="Values" spellcheck="false">
${values.join("\n")}</textarea></label>
</div>`;
};
