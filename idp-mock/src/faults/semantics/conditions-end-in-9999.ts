import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const conditionsEndIn9999: Fault = {
  name: "conditions-end-in-9999",
  family: "semantics",
  description: "The conditions end in the year 9999, which is never.",
  source: "SAML Core 2.0, 2.5.1.2",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", () => "9999-12-31T23:59:59Z"),
};
