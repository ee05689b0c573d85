import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateMarkup: Fault = {
  name: "relay-state-markup",
  family: "delivery",
  description: "RelayState is HTML that runs a script.",
  source: "CWE-79",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => '"><script>alert(document.domain)</script>'),
};
