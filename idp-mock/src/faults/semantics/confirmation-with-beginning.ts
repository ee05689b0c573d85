import type { Fault } from "../fault.ts";
import { ago } from "./instants.ts";
import { setting } from "./setting.ts";

export const confirmationWithBeginning: Fault = {
  name: "confirmation-with-beginning",
  family: "semantics",
  description: "The confirmation has a NotBefore, which the profile forbids.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:SubjectConfirmationData", "NotBefore", ago(60)),
};
