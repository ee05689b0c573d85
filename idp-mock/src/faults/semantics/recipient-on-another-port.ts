import type { Fault } from "../fault.ts";
import { onAnotherPort } from "./addresses.ts";
import { saying } from "./saying.ts";

export const recipientOnAnotherPort: Fault = {
  name: "recipient-on-another-port",
  family: "semantics",
  description: "Recipient is on another port of the same host.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_RECIPIENT_MISMATCH",
  plan: (plan) => saying({ recipient: onAnotherPort(plan.response.recipient) })(plan),
};
