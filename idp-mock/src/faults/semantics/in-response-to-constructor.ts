import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const inResponseToConstructor: Fault = {
  name: "in-response-to-constructor",
  family: "semantics",
  description: "InResponseTo is `constructor`, which every object of JavaScript has.",
  source: "CWE-1321: prototype pollution",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  plan: saying({ inResponseTo: "constructor" }),
};
