import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const inResponseToOtherOnResponse: Fault = {
  name: "in-response-to-other-on-response",
  family: "semantics",
  description: "The response answers another request than its assertion does.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  unsigned: (xml) => withAttribute(xml, "samlp:Response", { InResponseTo: "_another" }),
};
