import type { Fault } from "../fault.ts";
import { ahead } from "./instants.ts";
import { setting } from "./setting.ts";

export const conditionsEndWithoutZone: Fault = {
  name: "conditions-end-without-zone",
  family: "semantics",
  description: "The end of the conditions has no time zone, so that each takes it for his own.",
  source: "SAML Core 2.0, 1.3.3: UTC",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", (now) => ahead(300)(now).replace("Z", "")),
};
