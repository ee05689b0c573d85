import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";

export const idWithQuote: Fault = {
  name: "id-with-quote",
  family: "content",
  description: "The Assertion's id ends a string of XPath, and goes on with a condition that always holds.",
  source: "CWE-643",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  plan: (plan) => ({ ...plan, response: { ...plan.response, assertionId: "_x' or '1'='1" } }),
};
