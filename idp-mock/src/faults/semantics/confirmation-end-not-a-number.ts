import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const confirmationEndNotANumber: Fault = {
  name: "confirmation-end-not-a-number",
  family: "semantics",
  description: "The end of the confirmation is NaN, than which nothing is later or earlier.",
  source: "XML Schema Part 2, 3.2.7",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:SubjectConfirmationData", "NotOnOrAfter", () => "NaN"),
};
