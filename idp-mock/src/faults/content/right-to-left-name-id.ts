import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const rightToLeftNameId: Fault = {
  name: "right-to-left-name-id",
  family: "content",
  description: "A character turns the direction of writing, so that the NameID looks like somebody else's.",
  source: "CVE-2021-42574",
  code: "SAML_NAME_ID_INVALID",
  plan: (plan) => named(plan, "\u202emoc.elpmaxe@nimda"),
};
