import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const conditionsEndIn1969: Fault = {
  name: "conditions-end-in-1969",
  family: "semantics",
  description: "The conditions ended before the count of seconds began: a negative number.",
  source: "SAML Core 2.0, 2.5.1.2",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", () => "1969-12-31T23:59:59Z"),
};
