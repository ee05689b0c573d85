import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const conditionsEndOnNoDay: Fault = {
  name: "conditions-end-on-no-day",
  family: "semantics",
  description: "The conditions end on a 31st of February, which some take for a day in March.",
  source: "XML Schema Part 2, 3.2.7",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", (now) => `${now.getUTCFullYear() + 1}-02-31T00:00:00Z`),
};
