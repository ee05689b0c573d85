import type { Fault } from "../fault.ts";

export const longId: Fault = {
  name: "long-id",
  family: "content",
  description: "The Assertion's id has ten thousand characters.",
  source: "CWE-400",
  code: "SAML_XML_ID",
  plan: (plan) => ({ ...plan, response: { ...plan.response, assertionId: `_${"a".repeat(10_000)}` } }),
  control: { plan: (plan) => ({ ...plan, response: { ...plan.response, assertionId: `_${"a".repeat(200)}` } }) },
};
