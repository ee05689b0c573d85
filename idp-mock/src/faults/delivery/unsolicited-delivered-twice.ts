import type { Fault } from "../fault.ts";

export const unsolicitedDeliveredTwice: Fault = {
  name: "unsolicited-delivered-twice",
  family: "delivery",
  description: "A response that answers no request is posted a second time after it was accepted.",
  source: "SAML Profiles 2.0, 4.1.4.5",
  code: "SAML_REPLAYED",
  needs: "identity provider begins",
  deliveries: (form) => [{ form }, { form }],
};
