import { randomUUID } from "node:crypto";
import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const inResponseToUnknown: Fault = {
  name: "in-response-to-unknown",
  family: "semantics",
  description: "Answers a request that nobody made.",
  source: "SAML Profiles 2.0, 4.1.4.3",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  plan: (plan) => saying({ inResponseTo: `_${randomUUID()}` })(plan),
};
