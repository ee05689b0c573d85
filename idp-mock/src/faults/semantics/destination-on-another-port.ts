import type { Fault } from "../fault.ts";
import { onAnotherPort } from "./addresses.ts";
import { saying } from "./saying.ts";

export const destinationOnAnotherPort: Fault = {
  name: "destination-on-another-port",
  family: "semantics",
  description: "Destination is on another port of the same host.",
  source: "SAML Bindings 2.0, 3.5.5.2",
  code: "SAML_DESTINATION_MISMATCH",
  plan: (plan) => saying({ destination: onAnotherPort(plan.response.destination) })(plan),
};
