import { html } from "@gatehouse/http/html.ts";
import { fullName, type Person } from "../directory/people-file.ts";
import type { Idp } from "../idp.ts";
import type { AcceptedRequest } from "../requests/accept.ts";
import { page } from "./page.ts";

/** How many groups are named; of longer lists, the first stands for all. */
const mostGroups = 3;

/** The sign-in page: one button for each person. `sealed` carries the request over to the next step. */
export const peoplePage = (
  { people, home }: Pick<Idp, "people" | "home">,
  { serviceProvider, assertionConsumerService }: AcceptedRequest,
  sealed: string,
) =>
  page(
    "Sign in",
    html`<h1>Who is signing in?</h1>
<p>To <strong>${new URL(assertionConsumerService).host}</strong>, which asks as <code>${serviceProvider}</code>.</p>
<form method="post" action="${home}/sign-in">
<input type="hidden" name="request" value="${sealed}">
<ul class="people">
${people.list().map(entry)}</ul>
</form>`,
  );

const entry = (person: Person) =>
  html`<li><button name="person" value="${person.email}">
<span class="initials" aria-hidden="true">${initial(person.givenName)}${initial(person.familyName)}</span>
<span class="who"><span class="name">${fullName(person)}</span> <span class="email">${person.email}</span></span>
<span class="groups">${groups(person)}</span>
</button></li>
`;

const initial = (name: string) => [...name][0]?.toUpperCase();

const groups = ({ groups: [first, ...others] }: Person) => {
  if (first === undefined) return "no group";
  return others.length < mostGroups ? [first, ...others].join(", ") : `${first} and ${others.length} more`;
};
