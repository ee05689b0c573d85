import type { Fault } from "../fault.ts";

export const deliveredTwice: Fault = {
  name: "delivered-twice",
  family: "delivery",
  description: "Is posted a second time after it was accepted.",
  source: "SAML Profiles 2.0, 4.1.4.5",
  code: "SAML_RELAY_STATE_INVALID",
  deliveries: (form) => [{ form }, { form }],
};
