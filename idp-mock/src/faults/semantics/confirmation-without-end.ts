import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const confirmationWithoutEnd: Fault = {
  name: "confirmation-without-end",
  family: "semantics",
  description: "Does not say until when it may be delivered.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:SubjectConfirmationData", "NotOnOrAfter", undefined),
};
