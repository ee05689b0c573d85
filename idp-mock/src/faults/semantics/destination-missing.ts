import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const destinationMissing: Fault = {
  name: "destination-missing",
  family: "semantics",
  description: "Destination is not there.",
  source: "SAML Bindings 2.0, 3.5.5.2",
  code: "SAML_DESTINATION_MISMATCH",
  unsigned: (xml) => withAttribute(xml, "samlp:Response", { Destination: undefined }),
};
