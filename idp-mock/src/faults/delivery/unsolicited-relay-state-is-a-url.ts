import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const unsolicitedRelayStateIsAUrl: Fault = {
  name: "unsolicited-relay-state-is-a-url",
  family: "delivery",
  description: "The identity provider begins, and RelayState is the address of another site.",
  source: "CWE-601: open redirect",
  code: "SAML_RELAY_STATE_INVALID",
  needs: "identity provider begins",
  form: relayedAs(() => "https://evil.example/"),
};
