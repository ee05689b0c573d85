import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateJavascript: Fault = {
  name: "relay-state-javascript",
  family: "delivery",
  description: "RelayState is a script in the form of an address.",
  source: "CWE-79",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => "javascript:alert(document.domain)"),
};
