import type { Fault } from "../fault.ts";
import { relayed } from "./relayed.ts";

export const relayStateTwiceDifferently: Fault = {
  name: "relay-state-twice-differently",
  family: "delivery",
  description: "RelayState comes back as it was sent, and once more as the address of another site.",
  source: "CWE-235: a parameter that comes twice",
  code: "SAML_RELAY_STATE_MISSING",
  form: (form) => ({ ...form, RelayState: relayed(form), again: { RelayState: "https://evil.example/" } }),
};
