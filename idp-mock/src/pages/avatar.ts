import { createHash } from "node:crypto";
import { html } from "@gatehouse/http/html.ts";
import type { Person } from "../directory/people-file.ts";

/** So many colours are in styles/tones.css. */
const tones = 12;

/** The class of a colour that stays with the text. */
export const tone = (text: string): string => `tone-${(createHash("sha256").update(text).digest()[0] ?? 0) % tones}`;

/** A person's picture, or initials, on a colour of their own. */
export const avatar = ({ email, givenName, familyName, picture }: Person) =>
  picture !== undefined
    ? html`<img class="avatar ${tone(email)}" src="${picture}" alt="" width="42" height="42">`
    : html`<span class="avatar ${tone(email)}" aria-hidden="true">${initial(givenName)}${initial(familyName)}</span>`;

const initial = (name: string) => [...name][0]?.toUpperCase();
