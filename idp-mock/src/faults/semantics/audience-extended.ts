import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const audienceExtended: Fault = {
  name: "audience-extended",
  family: "semantics",
  description: "The audience begins as it should and goes on to another name.",
  source: "CWE-187: partial string comparison",
  code: "SAML_AUDIENCE_MISMATCH",
  plan: (plan) => saying({ audience: `${plan.response.audience}.evil.example` })(plan),
};
