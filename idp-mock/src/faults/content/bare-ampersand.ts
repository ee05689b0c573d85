import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { named } from "./impostor.ts";

export const bareAmpersand: Fault = {
  name: "bare-ampersand",
  family: "content",
  description: "An ampersand in the NameID that begins no reference.",
  source: "XML 1.0, 2.4",
  code: "SAML_XML_ENTITY",
  prepare: (plan) => named(plan, `a&b.${plan.response.nameId}`),
  signed: (xml) => swap(xml, "a&amp;b.", "a&b."),
};
