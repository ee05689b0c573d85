import { randomUUID } from "node:crypto";
import type { Fault } from "../fault.ts";

export const unsolicitedNamesARequest: Fault = {
  name: "unsolicited-names-a-request",
  family: "delivery",
  description: "The identity provider begins, and answers a request that nobody made.",
  source: "SAML Profiles 2.0, 4.1.5",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  needs: "identity provider begins",
  plan: (plan) => ({ ...plan, response: { ...plan.response, inResponseTo: `_${randomUUID()}` } }),
};
