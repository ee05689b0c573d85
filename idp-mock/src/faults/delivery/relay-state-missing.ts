import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateMissing: Fault = {
  name: "relay-state-missing",
  family: "delivery",
  description: "RelayState does not come back.",
  source: "SAML Bindings 2.0, 3.5.3",
  code: "SAML_RELAY_STATE_MISSING",
  form: relayedAs(() => undefined),
};
