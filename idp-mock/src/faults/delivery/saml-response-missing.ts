import type { Fault } from "../fault.ts";

export const samlResponseMissing: Fault = {
  name: "saml-response-missing",
  family: "delivery",
  description: "The form has a RelayState and no response.",
  source: "SAML Bindings 2.0, 3.5.4",
  code: "SAML_RESPONSE_MISSING",
  form: (form) => ({ ...form, SAMLResponse: undefined }),
};
