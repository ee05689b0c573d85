import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const emptyNameId: Fault = {
  name: "empty-name-id",
  family: "content",
  description: "The NameID is empty.",
  source: "SAML Core 2.0, 2.2.3",
  code: "SAML_NAME_ID_INVALID",
  plan: (plan) => named(plan, ""),
};
