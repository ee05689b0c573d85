import type { Fault } from "../fault.ts";
import { relayed, relayedAs } from "./relayed.ts";

export const relayStateAltered: Fault = {
  name: "relay-state-altered",
  family: "delivery",
  description: "One character of RelayState is another.",
  source: "SAML Bindings 2.0, 3.5.3",
  code: "SAML_RELAY_STATE_INVALID",
  form: relayedAs((form) => {
    const [first = "", ...rest] = relayed(form);
    return [first === "A" ? "B" : "A", ...rest].join("");
  }),
};
