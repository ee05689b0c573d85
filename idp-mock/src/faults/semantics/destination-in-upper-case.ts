import type { Fault } from "../fault.ts";
import { inUpperCase } from "./addresses.ts";
import { saying } from "./saying.ts";

export const destinationInUpperCase: Fault = {
  name: "destination-in-upper-case",
  family: "semantics",
  description: "Scheme and host of Destination are in upper case.",
  source: "SAML Bindings 2.0, 3.5.5.2; SAML Core 2.0, 1.3.2",
  code: "SAML_DESTINATION_MISMATCH",
  plan: (plan) => saying({ destination: inUpperCase(plan.response.destination) })(plan),
};
