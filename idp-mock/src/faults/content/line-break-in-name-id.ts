import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const lineBreakInNameId: Fault = {
  name: "line-break-in-name-id",
  family: "content",
  description: "A line break in the NameID, which begins a line of its own in logs.",
  source: "CWE-117",
  code: "SAML_NAME_ID_INVALID",
  plan: (plan) => named(plan, `${plan.response.nameId}\nadmin@example.com`),
};
