import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const conditionsEndInSeconds: Fault = {
  name: "conditions-end-in-seconds",
  family: "semantics",
  description: "The conditions end at a number of seconds since 1970.",
  source: "XML Schema Part 2, 3.2.7",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", (now) => `${Math.floor(now.getTime() / 1_000) + 300}`),
};
