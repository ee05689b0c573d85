import type { Idp } from "../idp.ts";
import type { Choice } from "./answer-to.ts";

/** What a choice comes to: what it leaves open is as this identity provider has it. */
export const settled = ({ style, sign }: Pick<Idp, "style" | "sign">, choice: Choice) => ({
  nameId: choice.nameId ?? style.nameId(choice.person),
  nameIdFormat: choice.nameIdFormat ?? style.nameIdFormat,
  attributes: choice.attributes ?? style.attributes(choice.person),
  sign: choice.sign ?? sign,
  conduct: choice.conduct ?? "misbehave",
});
