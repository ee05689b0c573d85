import type { Fault } from "../fault.ts";
import { ago, justOver, stillAllowed } from "./instants.ts";
import { setting } from "./setting.ts";

export const confirmationExpired: Fault = {
  name: "confirmation-expired",
  family: "semantics",
  description: "The time to deliver it is over, by a second more than clocks may differ; the conditions still hold.",
  source: "SAML Profiles 2.0, 4.1.4.3",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("saml:SubjectConfirmationData", "NotOnOrAfter", ago(justOver)),
  control: { unsigned: setting("saml:SubjectConfirmationData", "NotOnOrAfter", ago(stillAllowed)) },
};
