import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const destinationEmpty: Fault = {
  name: "destination-empty",
  family: "semantics",
  description: "Destination is there and empty.",
  source: "SAML Bindings 2.0, 3.5.5.2",
  code: "SAML_DESTINATION_MISMATCH",
  plan: saying({ destination: "" }),
};
