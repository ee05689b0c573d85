import type { Fault } from "../fault.ts";
import { inUpperCase } from "./addresses.ts";
import { saying } from "./saying.ts";

export const recipientInUpperCase: Fault = {
  name: "recipient-in-upper-case",
  family: "semantics",
  description: "Scheme and host of Recipient are in upper case.",
  source: "SAML Profiles 2.0, 4.1.4.2; SAML Core 2.0, 1.3.2",
  code: "SAML_RECIPIENT_MISMATCH",
  plan: (plan) => saying({ recipient: inUpperCase(plan.response.recipient) })(plan),
};
