import { expect, test } from "@jest/globals";
import type { Person } from "../directory/people-file.ts";
import { personCard } from "./person-card.ts";
import { personLine } from "./person-line.ts";

const person: Person = { email: "a@example.com", givenName: "Ann", familyName: "Other", groups: [], faults: [] };
const picture = "data:image/png;base64,AAAA";
const pages = { card: (who: Person) => personCard(who, "/edit").html, line: (who: Person) => personLine(who).html };

test.each(Object.entries(pages))("a %s shows the picture in place of the initials, and the title", (_what, written) => {
  const shown = written({ ...person, title: "Head of <Trading>", picture });
  expect(shown).toMatch(/<img class="avatar tone-\d+" src="data:image\/png;base64,AAAA" alt=""/);
  expect(shown).toContain('<span class="title">Head of &lt;Trading&gt;</span>');
  expect(shown).not.toContain(">AO<");
});

test.each(Object.entries(pages))("a %s without them shows the initials, and no title", (_what, written) => {
  expect(written(person)).toContain(">AO<");
  expect(written(person)).not.toMatch(/<img|class="title"/);
});
