import type { Fault } from "../fault.ts";
import { atAnotherHost } from "./addresses.ts";
import { saying } from "./saying.ts";

export const recipientOther: Fault = {
  name: "recipient-other",
  family: "semantics",
  description: "The assertion may be delivered to another host.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_RECIPIENT_MISMATCH",
  plan: (plan) => saying({ recipient: atAnotherHost(plan.response.recipient) })(plan),
};
