import type { Fault } from "../fault.ts";
import { ahead, soonEnough, tooSoon } from "./instants.ts";
import { setting } from "./setting.ts";

export const notYetValid: Fault = {
  name: "not-yet-valid",
  family: "semantics",
  description: "Is valid in the future only, by more than clocks may differ.",
  source: "SAML Core 2.0, 2.5.1.2",
  code: "SAML_RESPONSE_NOT_YET_VALID",
  unsigned: setting("saml:Conditions", "NotBefore", ahead(tooSoon)),
  control: { unsigned: setting("saml:Conditions", "NotBefore", ahead(soonEnough)) },
};
