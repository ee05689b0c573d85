import type { Fault } from "../fault.ts";
import { withSlash } from "./addresses.ts";
import { saying } from "./saying.ts";

export const recipientWithSlash: Fault = {
  name: "recipient-with-slash",
  family: "semantics",
  description: "Recipient has a slash behind it.",
  source: "SAML Profiles 2.0, 4.1.4.2; SAML Core 2.0, 1.3.2",
  code: "SAML_RECIPIENT_MISMATCH",
  plan: (plan) => saying({ recipient: withSlash(plan.response.recipient) })(plan),
};
