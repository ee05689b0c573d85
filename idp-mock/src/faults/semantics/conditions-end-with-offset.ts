import type { Fault } from "../fault.ts";
import { ahead } from "./instants.ts";
import { setting } from "./setting.ts";

export const conditionsEndWithOffset: Fault = {
  name: "conditions-end-with-offset",
  family: "semantics",
  description: "The end of the conditions is the right instant, in the time of another zone.",
  source: "SAML Core 2.0, 1.3.3: UTC",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", (now) => ahead(2 * 60 * 60 + 300)(now).replace("Z", "+02:00")),
};
