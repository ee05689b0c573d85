import { html } from "@gatehouse/http/html.ts";
import { fullName, type Person } from "../directory/people-file.ts";
import type { Idp } from "../idp.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import { avatar } from "./avatar.ts";
import { page } from "./page.ts";
import { personCard } from "./person-card.ts";
import { whoAsks } from "./who-asks.ts";

/** From so many people on they can be filtered. */
const many = 9;

export interface Shown {
  readonly asked: PendingRequest;
  /** Carries the request over to the next step. */
  readonly sealed: string;
  /** Who signed in last in this browser. */
  readonly last?: Person | undefined;
  readonly filter?: string | undefined;
}

/** The sign-in page: a card for each person. */
export const peoplePage = (idp: Idp, { asked, sealed, last, filter = "" }: Shown) => {
  const all = idp.people.list();
  const found = all.filter(matches(filter));
  return page(
    { owner: idp, title: "Sign in" },
    html`<h1>Who is signing in?</h1>
${whoAsks(asked)}
${last && filter === "" ? continueAs(last, idp.home, sealed) : undefined}
${all.length >= many ? filterForm(idp.home, sealed, filter) : undefined}
<form method="post" action="${idp.home}/sign-in">
<input type="hidden" name="request" value="${sealed}">
<ul class="people">
${found.map((person) => personCard(person, `${idp.home}/edit`))}</ul>
${found.length === 0 ? html`<p>Nobody here has “${filter}” in name, address or groups.</p>` : undefined}
</form>`,
  );
};

const continueAs = (person: Person, home: string, sealed: string) =>
  html`<form method="post" action="${home}/sign-in">
<input type="hidden" name="request" value="${sealed}">
<button class="continue" name="person" value="${person.email}" autofocus>${avatar(person)} <span>Continue as <strong>${fullName(person)}</strong>${person.title === undefined ? undefined : html` <span class="title">${person.title}</span>`}</span></button>
</form>`;

const filterForm = (home: string, sealed: string, filter: string) =>
  html`<form class="filter" method="post" action="${home}/people" role="search">
<input type="hidden" name="request" value="${sealed}">
<label class="unseen" for="filter">Name, address or group</label>
<input id="filter" type="search" name="filter" value="${filter}" placeholder="Name, address or group">
<button>Find</button>
</form>`;

const matches =
  (filter: string) =>
  (person: Person): boolean =>
    [fullName(person), person.email, ...person.groups].some((text) =>
      text.toLowerCase().includes(filter.trim().toLowerCase()),
    );
