import type { Fault } from "../fault.ts";

export const unsolicited: Fault = {
  name: "unsolicited",
  family: "delivery",
  description: "Answers no request and says in RelayState which page of the application to open.",
  source: "SAML Profiles 2.0, 4.1.5",
  code: "SAML_RELAY_STATE_INVALID",
  plan: (plan) => ({
    ...plan,
    response: { ...plan.response, inResponseTo: undefined },
    relayState: "https://app.example/orders",
  }),
};
