import type { Fault } from "../fault.ts";
import { relayed, relayedAs } from "./relayed.ts";

export const relayStateTruncated: Fault = {
  name: "relay-state-truncated",
  family: "delivery",
  description: "RelayState comes back without its last character.",
  source: "SAML Bindings 2.0, 3.5.3",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs((form) => relayed(form).slice(0, -1)),
};
