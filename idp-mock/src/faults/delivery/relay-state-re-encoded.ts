import type { Fault } from "../fault.ts";
import { relayed, relayedAs } from "./relayed.ts";

export const relayStateReEncoded: Fault = {
  name: "relay-state-re-encoded",
  family: "delivery",
  description: "RelayState comes back in percent notation once too often.",
  source: "SAML Bindings 2.0, 3.5.3",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs((form) => relayed(form).replace(/[ -~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)),
};
