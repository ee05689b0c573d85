import type { Fault } from "../fault.ts";
import { withQuery } from "./addresses.ts";
import { saying } from "./saying.ts";

export const destinationWithQuery: Fault = {
  name: "destination-with-query",
  family: "semantics",
  description: "Destination has a query behind it.",
  source: "SAML Bindings 2.0, 3.5.5.2; SAML Core 2.0, 1.3.2",
  code: "SAML_DESTINATION_MISMATCH",
  plan: (plan) => saying({ destination: withQuery(plan.response.destination) })(plan),
};
