import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const relayStateBackslash: Fault = {
  name: "relay-state-backslash",
  family: "delivery",
  description: "RelayState is the address of another site, by a slash and a backslash.",
  source: "CWE-601: open redirect; WHATWG URL: special schemes take a backslash for a slash",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs(() => "/\\evil.example/"),
};
