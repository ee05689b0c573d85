import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateEmpty: Fault = {
  name: "relay-state-empty",
  family: "delivery",
  description: "RelayState comes back empty.",
  source: "SAML Bindings 2.0, 3.5.3",
  code: "SAML_RELAY_STATE_MISSING",
  form: relayedAs(() => ""),
};
