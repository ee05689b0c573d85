import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const inResponseToProto: Fault = {
  name: "in-response-to-proto",
  family: "semantics",
  description: "InResponseTo is `__proto__`, which every object of JavaScript has.",
  source: "CWE-1321: prototype pollution",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  plan: saying({ inResponseTo: "__proto__" }),
};
