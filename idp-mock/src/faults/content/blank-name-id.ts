import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const blankNameId: Fault = {
  name: "blank-name-id",
  family: "content",
  description: "The NameID is white space.",
  source: "SAML Core 2.0, 2.2.3",
  code: "SAML_NAME_ID_INVALID",
  plan: (plan) => named(plan, " "),
};
