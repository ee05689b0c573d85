import type { Fault } from "../fault.ts";
import { atAnotherHost } from "./addresses.ts";
import { saying } from "./saying.ts";

export const destinationOther: Fault = {
  name: "destination-other",
  family: "semantics",
  description: "The response is addressed to another host.",
  source: "SAML Bindings 2.0, 3.5.5.2",
  code: "SAML_DESTINATION_MISMATCH",
  plan: (plan) => saying({ destination: atAnotherHost(plan.response.destination) })(plan),
};
