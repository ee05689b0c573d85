import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayState10Kilobytes: Fault = {
  name: "relay-state-10-kilobytes",
  family: "delivery",
  description: "RelayState has 10 kilobytes.",
  source: "SAML Bindings 2.0, 3.5.3: at most 80 bytes",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => "a".repeat(10_240)),
};
