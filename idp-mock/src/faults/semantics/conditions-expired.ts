import type { Fault } from "../fault.ts";
import { ago, justOver, stillAllowed } from "./instants.ts";
import { setting } from "./setting.ts";

export const conditionsExpired: Fault = {
  name: "conditions-expired",
  family: "semantics",
  description: "The conditions are over, by a second more than clocks may differ; the confirmation is not.",
  source: "SAML Core 2.0, 2.5.1.2",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", ago(justOver)),
  control: { unsigned: setting("saml:Conditions", "NotOnOrAfter", ago(stillAllowed)) },
};
