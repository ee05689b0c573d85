import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const confirmationEndIn9999: Fault = {
  name: "confirmation-end-in-9999",
  family: "semantics",
  description: "The confirmation ends in the year 9999, which is never.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:SubjectConfirmationData", "NotOnOrAfter", () => "9999-12-31T23:59:59Z"),
};
