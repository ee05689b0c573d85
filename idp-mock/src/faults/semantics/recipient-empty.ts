import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const recipientEmpty: Fault = {
  name: "recipient-empty",
  family: "semantics",
  description: "Recipient is there and empty.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_RECIPIENT_MISMATCH",
  plan: saying({ recipient: "" }),
};
