import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const confirmationEndIn1969: Fault = {
  name: "confirmation-end-in-1969",
  family: "semantics",
  description: "The confirmation ended before the count of seconds began: a negative number.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("saml:SubjectConfirmationData", "NotOnOrAfter", () => "1969-12-31T23:59:59Z"),
};
