import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const inResponseToEmpty: Fault = {
  name: "in-response-to-empty",
  family: "semantics",
  description: "InResponseTo is there and empty.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  plan: saying({ inResponseTo: "" }),
};
