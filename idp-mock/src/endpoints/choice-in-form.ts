import { NotXml, text } from "@gatehouse/saml-response/xml.ts";
import { z } from "zod";
import type { Choice } from "../answers/answer-to.ts";
import { faultNames } from "../faults/faults.ts";
import type { Idp } from "../idp.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { severalOf } from "./form-lists.ts";
import { readForm } from "./read-form.ts";

const list = severalOf(z.string());

/** The card of a person sends the person alone; the page where a sign-in is edited sends all. */
const form = z
  .object({
    person: z.string(),
    attribute: list,
    values: list,
    nameId: z.string(),
    nameIdFormat: z.string(),
    sign: z.enum(["assertion", "response", "both", "nothing"]),
    fault: z.enum(["", ...faultNames]),
    conduct: z.enum(["misbehave", "control"]),
  })
  .partial({ nameId: true, nameIdFormat: true, sign: true, fault: true, conduct: true });

/** @throws {RefusedRequest} for a person whom nobody knows, and for what no form of these pages sends */
export const choiceInForm = ({ people }: Idp, body: unknown): Choice => {
  const { person: email, attribute, values, fault, ...rest } = readForm(form, body);
  const person = people.find(email);
  const everybody = people.list().map((known) => known.email);
  if (!person) throw refused("person", everybody.join(" or "), email);
  const attributes = rest.nameId === undefined ? undefined : attributesFrom(attribute, values);
  writable([rest.nameId, rest.nameIdFormat, ...Object.entries(attributes ?? {}).flat(2)]);
  return { ...rest, person, attributes, faults: fault ? [fault] : [] };
};

/** Names and values in the order of the page; of a name that is there twice, the values of both. */
const attributesFrom = (names: readonly string[], areas: readonly string[]) => {
  const attributes = new Map<string, readonly string[]>();
  for (const [index, given] of names.entries()) {
    const values = (areas[index] ?? "").split(/\r\n|\r|\n/).filter((line) => line !== "");
    const name = given.trim();
    if (name === "" && values.length > 0) throw refused("attribute", "a name for its values", "none");
    if (name !== "") attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
  }
  return Object.fromEntries(attributes);
};

const writable = (all: readonly (string | undefined)[]) => {
  try {
    for (const value of all) text(value ?? "");
  } catch (error) {
    if (error instanceof NotXml) throw refused("the form", "text that XML can carry", error.message);
    throw error;
  }
};

const refused = (subject: string, expected: string, received: string) =>
  new RefusedRequest({ subject, expected, received });
