// A text is signed that names somebody harmless. With markup in it that canonicalization takes away, or that a library
// takes for text, a reader of its first node, or of its text alone, finds somebody else.
import type { Plan } from "../../answers/plan.ts";
import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { named, victimOf, withEmail } from "./impostor.ts";

type Alter = (meant: string) => string;

/** Where the text stands, and how the attacker comes to have one there. What is his by right, the control has as well. */
const places = {
  NameID: { when: "prepare", signs: (plan, alter) => named(plan, alter(victimOf(plan))) },
  AttributeValue: { when: "prepare", signs: (plan, alter) => withEmail(plan, alter(victimOf(plan))) },
  Issuer: { when: "plan", signs: (plan, alter) => ({ ...plan, response: altered(plan, "issuer", alter) }) },
  Audience: { when: "plan", signs: (plan, alter) => ({ ...plan, response: altered(plan, "audience", alter) }) },
} as const satisfies Record<string, { when: "prepare" | "plan"; signs: (plan: Plan, alter: Alter) => Plan }>;

const altered = ({ response }: Plan, what: "issuer" | "audience", alter: Alter) => ({
  ...response,
  [what]: alter(response[what]),
});

const marks = {
  comment: { alter: (meant) => `${meant}.evil.example`, from: ending, to: "<!---->.evil.example" },
  "CDATA section": { alter: (meant) => `${meant}.evil.example`, from: ending, to: "<![CDATA[.evil.example]]>" },
  "processing instruction": { alter: (meant) => `not-${meant}`, from: beginning, to: "<?x not-?>" },
} as const satisfies Record<string, { alter: Alter; from: (place: string) => RegExp; to: string }>;

function ending(place: string) {
  return new RegExp(String.raw`\.evil\.example(?=</saml:${place}>)`, "g");
}

function beginning(place: string) {
  return new RegExp(`(?<=<saml:${place}(?: [^>]*)?>)not-(?=[^<]*</saml:${place}>)`, "g");
}

/** What is signed, and the mark that is put into it after that. */
export const splitBy = (
  mark: keyof typeof marks,
  place: keyof typeof places,
): Pick<Fault, "prepare" | "plan" | "signed"> => {
  const { alter, from, to } = marks[mark];
  const { when, signs } = places[place];
  return { [when]: (plan: Plan) => signs(plan, alter), signed: (xml: string) => swap(xml, from(place), to) };
};
