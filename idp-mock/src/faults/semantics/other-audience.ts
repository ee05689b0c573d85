import type { Fault } from "../fault.ts";

export const otherAudience: Fault = {
  name: "other-audience",
  family: "semantics",
  description: "Meant for another service provider, and signed as it should be.",
  source: "SAML Core 2.0, 2.5.1.4",
  code: "SAML_AUDIENCE_MISMATCH",
  plan: (plan) => ({ ...plan, response: { ...plan.response, audience: "https://other.example/saml" } }),
};
