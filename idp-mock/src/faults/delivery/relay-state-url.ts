import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateUrl: Fault = {
  name: "relay-state-url",
  family: "delivery",
  description: "RelayState is the address of another site.",
  source: "CWE-601: open redirect",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => "https://evil.example/"),
};
