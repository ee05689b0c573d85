import type { Fault } from "../fault.ts";
import { withSlash } from "./addresses.ts";
import { saying } from "./saying.ts";

export const destinationWithSlash: Fault = {
  name: "destination-with-slash",
  family: "semantics",
  description: "Destination has a slash behind it.",
  source: "SAML Bindings 2.0, 3.5.5.2; SAML Core 2.0, 1.3.2",
  code: "SAML_DESTINATION_MISMATCH",
  plan: (plan) => saying({ destination: withSlash(plan.response.destination) })(plan),
};
