import type { Fault } from "../fault.ts";

export const deliveredToAnotherBrowser: Fault = {
  name: "delivered-to-another-browser",
  family: "delivery",
  description: "An answer to the request of one browser is posted by another: login CSRF.",
  source: "CWE-352",
  code: "SAML_RELAY_STATE_INVALID",
  deliveries: (form) => [{ form, browser: "another" }],
};
