import { html } from "@gatehouse/http/html.ts";
import { families } from "../faults/fault.ts";
import { faults } from "../faults/faults.ts";
import { metadataFaults } from "../faults/metadata/metadata-faults.ts";
import { signOnFaults } from "../faults/sign-on/sign-on-faults.ts";
import type { Idp } from "../idp.ts";

interface Named {
  readonly name: string;
  readonly description: string;
}

const all: readonly (readonly [name: string, members: readonly Named[]])[] = [
  ...families.map((family) => [family, faults.filter((fault) => fault.family === family)] as const),
  ["metadata", metadataFaults],
  ["the sign-on service", signOnFaults],
];

const groups = all.filter(([, members]) => members.length > 0);

/** What goes wrong from now on, in every sign-in. */
export const alwaysFields = ({ home, faults: ofSignIns, endpointFaults }: Idp) => {
  const always = new Set([...ofSignIns.names(), ...endpointFaults.names()]);
  return html`<form method="post" action="${home}/settings">
<fieldset>
<legend>Faults that always happen</legend>
<p>${always.size === 0 ? "None." : [...always].join(", ")}</p>
${groups.map(([family, members]) => group(family, members, always))}
<p><button name="change" value="faults">Set the faults</button></p>
</fieldset>
</form>`;
};

const group = (family: string, members: readonly Named[], always: ReadonlySet<string>) => {
  const chosen = members.filter(({ name }) => always.has(name)).length;
  return html`<details class="family"${chosen > 0 ? html` open` : undefined}>
<summary>${family}: ${chosen > 0 ? `${chosen} of ${members.length}` : String(members.length)}</summary>
${members.map(
  ({ name, description }) =>
    html`<label><input type="checkbox" name="faults" value="${name}"${always.has(name) ? html` checked` : undefined}> <code>${name}</code> ${description}</label>
`,
)}</details>
`;
};
