import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const audienceWithSlash: Fault = {
  name: "audience-with-slash",
  family: "semantics",
  description: "The audience has a slash behind it.",
  source: "SAML Core 2.0, 2.5.1.4 and 1.3.2: URIs are compared as strings",
  code: "SAML_AUDIENCE_MISMATCH",
  plan: (plan) => saying({ audience: `${plan.response.audience}/` })(plan),
};
