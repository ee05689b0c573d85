import { html } from "@gatehouse/http/html.ts";
import type { Person } from "../directory/people-file.ts";
import { faultNamed } from "../faults/faults.ts";
import { avatar } from "./avatar.ts";
import { who } from "./person-card.ts";

/** Who a page is about, and what goes wrong with them whatever is chosen. */
export const personLine = (person: Person) =>
  html`<div class="person">${avatar(person)} ${who(person)}</div>
${person.faults.map(
  (name) =>
    html`<p class="misconduct"><span class="warning">Always misbehaves</span> <code>${name}</code>: ${faultNamed(name)?.description}</p>
`,
)}`;
