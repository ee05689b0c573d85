import type { Fault } from "../fault.ts";
import { withQuery } from "./addresses.ts";
import { saying } from "./saying.ts";

export const recipientWithQuery: Fault = {
  name: "recipient-with-query",
  family: "semantics",
  description: "Recipient has a query behind it.",
  source: "SAML Profiles 2.0, 4.1.4.2; SAML Core 2.0, 1.3.2",
  code: "SAML_RECIPIENT_MISMATCH",
  plan: (plan) => saying({ recipient: withQuery(plan.response.recipient) })(plan),
};
