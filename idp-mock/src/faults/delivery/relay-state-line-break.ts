import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateLineBreak: Fault = {
  name: "relay-state-line-break",
  family: "delivery",
  description: "RelayState holds a line break and a header field.",
  source: "CWE-113: response splitting",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => "/\r\nX-Injected: 1"),
};
