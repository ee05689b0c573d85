import type { Person } from "../directory/people-file.ts";
import type { Idp } from "../idp.ts";
import type { Choice } from "./answer-to.ts";
import type { Conduct } from "./make.ts";
import type { Plan } from "./plan.ts";
import { settled } from "./settled.ts";

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
export const draftOf = (idp: Idp, choice: Choice): Draft => {
  const { attributes, ...said } = settled(idp, choice);
  const { person, faults: [fault = ""] = [] } = choice;
  return { ...said, person, attributes: Object.entries(attributes), fault };
};
