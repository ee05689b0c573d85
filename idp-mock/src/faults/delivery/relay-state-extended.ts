import type { Fault } from "../fault.ts";
import { relayed, relayedAs } from "./relayed.ts";

export const relayStateExtended: Fault = {
  name: "relay-state-extended",
  family: "delivery",
  description: "RelayState comes back with a character more.",
  source: "SAML Bindings 2.0, 3.5.3",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs((form) => `${relayed(form)}0`),
};
