import { html } from "@gatehouse/http/html.ts";
import { fullName, type Person } from "../directory/people-file.ts";
import { faultNamed } from "../faults/faults.ts";
import { avatar } from "./avatar.ts";

/** How many groups are named; the others are counted. */
const mostGroups = 3;

/** One of the people: a button that signs in, and one that leads to the page where that is edited. */
export const personCard = (person: Person, edit: string) =>
  html`<li class="card${person.faults.length > 0 ? html` misbehaving` : undefined}">
<button name="person" value="${person.email}">
${avatar(person)}
${who(person)}
<span class="groups">${groups(person)}</span>
${person.faults.length > 0 ? misconduct(person.faults) : undefined}</button>
<button class="edit" formaction="${edit}" name="person" value="${person.email}">Edit…<span class="unseen"> ${fullName(person)}</span></button>
</li>
`;

/** Name, title and address. */
export const who = (person: Person) =>
  html`<span class="who"><span class="name">${fullName(person)}</span> ${title(person)}${address(person)}</span>`;

const title = ({ title: what }: Person) => (what === undefined ? undefined : html`<span class="title">${what}</span> `);

/** The domain stands out, since it is what tells one company's people from another's. */
const address = ({ email }: Person) => {
  const at = email.lastIndexOf("@");
  return html`<span class="email">${email.slice(0, at)}<wbr><span class="domain">${email.slice(at)}</span></span>`;
};

const groups = ({ groups: all }: Person) => {
  if (all.length === 0) return html`<span class="none">no group</span>`;
  const shown = all.slice(0, mostGroups).map((group) => html`<span class="chip">${group}</span> `);
  const others = all.length - shown.length;
  return others > 0 ? [...shown, html`<span class="none">and ${String(others)} more</span>`] : shown;
};

const misconduct = ([first = "", ...others]: readonly string[]) =>
  html`<span class="misconduct"><span class="warning">Misbehaves</span> ${faultNamed(first)?.description ?? first}${
    others.length > 0 ? ` And ${others.length} more.` : ""
  }</span>
`;
