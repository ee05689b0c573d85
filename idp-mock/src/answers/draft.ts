import type { Person } from "../directory/people-file.ts";
import type { Idp } from "../idp.ts";
import type { Choice } from "./answer-to.ts";
import type { Conduct } from "./make.ts";
import type { Plan } from "./plan.ts";

/** A sign-in with nothing left open, as it is edited. */
export interface Draft {
  readonly person: Person;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly attributes: readonly (readonly [name: string, values: readonly string[]])[];
  readonly sign: Plan["signing"]["what"];
  /** Name of a fault; "" for none. */
  readonly fault: string;
  readonly conduct: Conduct;
}

/** What a choice comes to at this identity provider. */
export const draftOf = ({ style, sign }: Idp, { person, faults, ...choice }: Choice): Draft => ({
  person,
  nameId: choice.nameId ?? style.nameId(person),
  nameIdFormat: choice.nameIdFormat ?? style.nameIdFormat,
  attributes: Object.entries(choice.attributes ?? style.attributes(person)),
  sign: choice.sign ?? sign,
  fault: faults?.[0] ?? "",
  conduct: choice.conduct ?? "misbehave",
});
