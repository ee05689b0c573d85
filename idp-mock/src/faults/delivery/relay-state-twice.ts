import type { Fault } from "../fault.ts";
import { relayed } from "./relayed.ts";

export const relayStateTwice: Fault = {
  name: "relay-state-twice",
  family: "delivery",
  description: "RelayState comes back twice.",
  source: "CWE-235: a parameter that comes twice",
  code: "SAML_RELAY_STATE_MISSING",
  form: (form) => ({ ...form, again: { RelayState: relayed(form) } }),
};
