import type { Fault } from "../fault.ts";
import { withAttribute, withElement } from "../markup.ts";

export const confirmationDataTwice: Fault = {
  name: "confirmation-data-twice",
  family: "semantics",
  description: "One confirmation for here and for elsewhere.",
  source: "SAML Core 2.0, 2.4.1.1",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:SubjectConfirmationData",
      (data) => data + withAttribute(data, "saml:SubjectConfirmationData", { Recipient: "https://other.example/acs" }),
    ),
};
