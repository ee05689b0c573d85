import type { Fault } from "../fault.ts";

export const samlResponseTwice: Fault = {
  name: "saml-response-twice",
  family: "delivery",
  description: "The form has the same response twice.",
  source: "CWE-235: a parameter that comes twice",
  code: "SAML_RESPONSE_MISSING",
  form: (form) => ({ ...form, again: { SAMLResponse: form.SAMLResponse } }),
};
