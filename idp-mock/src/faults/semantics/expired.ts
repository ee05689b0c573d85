import type { Fault } from "../fault.ts";
import { ago, justOver, stillAllowed } from "./instants.ts";
import { both, setting } from "./setting.ts";

export const expired: Fault = {
  name: "expired",
  family: "semantics",
  description: "Is over, by a second more than clocks may differ.",
  source: "SAML Core 2.0, 2.5.1.2",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: both(
    setting("saml:Conditions", "NotOnOrAfter", ago(justOver)),
    setting("saml:SubjectConfirmationData", "NotOnOrAfter", ago(justOver)),
  ),
  control: {
    unsigned: both(
      setting("saml:Conditions", "NotOnOrAfter", ago(stillAllowed)),
      setting("saml:SubjectConfirmationData", "NotOnOrAfter", ago(stillAllowed)),
    ),
  },
};
