import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const conditionsWithoutEnd: Fault = {
  name: "conditions-without-end",
  family: "semantics",
  description: "The conditions have no end, which they may; the confirmation has one.",
  source: "SAML Core 2.0, 2.5.1",
  code: "accepted",
  unsigned: setting("saml:Conditions", "NotOnOrAfter", undefined),
};
