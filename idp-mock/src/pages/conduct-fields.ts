import { html } from "@gatehouse/http/html.ts";
import type { Draft } from "../answers/draft.ts";
import { type Fault, families } from "../faults/fault.ts";
import { faultNamed, faults } from "../faults/faults.ts";

const signed = [
  ["both", "The response and its assertion"],
  ["assertion", "The assertion"],
  ["response", "The response"],
  ["nothing", "Nothing"],
] as const;

const conducts = [
  ["misbehave", "The fault"],
  ["control", "Its harmless twin, which must be let in"],
] as const;

/** What is signed, and what goes wrong. */
export const conductFields = ({ sign, fault, conduct }: Draft) =>
  html`<fieldset>
<legend>Signature</legend>
<label>What is signed<select name="sign">${options(signed, sign)}</select></label>
</fieldset>
<fieldset>
<legend>Fault</legend>
<label>What goes wrong<select name="fault"${fault === "" ? undefined : html` aria-describedby="fault"`}>
<option value="">Nothing</option>
${families.map((family) => group(family, fault))}</select></label>
${described(faultNamed(fault))}
<label>What is sent<select name="conduct">${options(conducts, conduct)}</select></label>
</fieldset>`;

const options = (all: readonly (readonly [value: string, label: string])[], chosen: string) =>
  all.map(
    ([value, label]) =>
      html`<option value="${value}"${value === chosen ? html` selected` : undefined}>${label}</option>
`,
  );

const group = (family: Fault["family"], chosen: string) => {
  const members = faults.filter((fault) => fault.family === family);
  if (members.length === 0) return html``;
  const named = members.map(({ name, description }) => [name, `${name}: ${description}`] as const);
  return html`<optgroup label="${family}">${options(named, chosen)}</optgroup>
`;
};

const described = (fault: Fault | undefined) =>
  fault &&
  html`<p id="fault">${fault.description} <span class="none">Source: ${fault.source}.</span>${needs(fault)}</p>`;

const needs = ({ needs: needed }: Fault) =>
  needed ? html` It needs a service provider set up for this: ${needed}.` : undefined;
