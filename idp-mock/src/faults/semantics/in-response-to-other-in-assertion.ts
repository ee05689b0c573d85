import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const inResponseToOtherInAssertion: Fault = {
  name: "in-response-to-other-in-assertion",
  family: "semantics",
  description: "The assertion answers another request than the response around it does.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  unsigned: (xml) => withAttribute(xml, "saml:SubjectConfirmationData", { InResponseTo: "_another" }),
};
