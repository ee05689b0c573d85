import type { Fault } from "../fault.ts";

export const samlResponseEmpty: Fault = {
  name: "saml-response-empty",
  family: "delivery",
  description: "The field of the response is empty.",
  source: "SAML Bindings 2.0, 3.5.4",
  code: "SAML_RESPONSE_MISSING",
  form: (form) => ({ ...form, SAMLResponse: "" }),
};
