import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateProtocolRelative: Fault = {
  name: "relay-state-protocol-relative",
  family: "delivery",
  description: "RelayState is the address of another site without its scheme.",
  source: "CWE-601: open redirect",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => "//evil.example/"),
};
