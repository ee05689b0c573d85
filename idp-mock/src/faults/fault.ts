import type { Delivery, Form, Plan, Scene } from "../answers/plan.ts";

/** Where an answer can be changed, in the order in which it comes about. */
export interface Changes {
  /** What will be said and how it will be signed. */
  plan?(plan: Plan, scene: Scene): Plan;
  /** The response before it is signed. */
  unsigned?(xml: string, scene: Scene): string;
  /** The response after it was signed. */
  signed?(xml: string, scene: Scene): string;
  /** The form that the browser posts. */
  form?(form: Form, scene: Scene): Form;
  /** How the form is posted. */
  deliveries?(form: Form, scene: Scene): readonly [Delivery, ...Delivery[]];
}

export const families = ["signature", "wrapping", "content", "semantics", "encryption", "delivery"] as const;

export interface Fault extends Changes {
  /** In kebab-case; also the file's name. */
  readonly name: string;
  readonly family: (typeof families)[number];
  /** What is wrong, in one sentence. */
  readonly description: string;
  /** The published attack, standard or identifier that it comes from. */
  readonly source: string;
  /** The stable code with which a correct service provider refuses the last delivery; `accepted` where it must be let in. */
  readonly code: string;
  /** What the service provider must have been told beforehand. */
  readonly needs?:
    | "encrypted assertions"
    | "identity provider begins"
    | "an earlier sign-in"
    | "another identity provider";
  /** What is done for the fault's sake and is harmless by itself: the control has it as well. */
  prepare?(plan: Plan, scene: Scene): Plan;
  /** The nearest answer that must be let in; default: what `prepare` makes. */
  readonly control?: Changes;
}
