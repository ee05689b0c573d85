import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const inResponseToOnlyOnResponse: Fault = {
  name: "in-response-to-only-on-response",
  family: "semantics",
  description: "The response says which request it answers, the assertion does not: it could be put into any other.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  unsigned: (xml) => withAttribute(xml, "saml:SubjectConfirmationData", { InResponseTo: undefined }),
};
