import type { Fault } from "../fault.ts";

export const samlResponseInQuery: Fault = {
  name: "saml-response-in-query",
  family: "delivery",
  description: "The response is in the query of the address that the form is posted to.",
  source: "SAML Bindings 2.0, 3.5.4",
  code: "SAML_RESPONSE_MISSING",
  form: ({ SAMLResponse = "", ...form }) => ({
    ...form,
    action: `${form.action}${form.action.includes("?") ? "&" : "?"}${new URLSearchParams({ SAMLResponse })}`,
  }),
};
