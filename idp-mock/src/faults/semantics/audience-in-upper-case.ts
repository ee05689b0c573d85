import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const audienceInUpperCase: Fault = {
  name: "audience-in-upper-case",
  family: "semantics",
  description: "The audience is written in upper case.",
  source: "SAML Core 2.0, 2.5.1.4 and 1.3.2: URIs are compared as strings",
  code: "SAML_AUDIENCE_MISMATCH",
  plan: (plan) => saying({ audience: plan.response.audience.toUpperCase() })(plan),
};
