import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const longNameId: Fault = {
  name: "long-name-id",
  family: "content",
  description: "The NameID has 1,025 characters.",
  source: "CWE-770",
  code: "SAML_NAME_ID_INVALID",
  plan: (plan) => named(plan, plan.response.nameId.padStart(1_025, "a")),
  control: { plan: (plan) => named(plan, plan.response.nameId.padStart(90, "a")) },
};
