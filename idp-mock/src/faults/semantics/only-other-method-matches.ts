import type { Fault } from "../fault.ts";
import { withAttribute, withElement } from "../markup.ts";

export const onlyOtherMethodMatches: Fault = {
  name: "only-other-method-matches",
  family: "semantics",
  description: "Two confirmations: of the bearer for elsewhere, and of another method for here.",
  source: "SAML Profiles 2.0, 4.1.4.3",
  code: "SAML_RECIPIENT_MISMATCH",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:SubjectConfirmation",
      (bearer) =>
        withAttribute(bearer, "saml:SubjectConfirmationData", { Recipient: "https://other.example/acs" }) +
        withAttribute(bearer, "saml:SubjectConfirmation", { Method: "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches" }),
    ),
  control: {
    unsigned: (xml) =>
      withElement(
        xml,
        "saml:SubjectConfirmation",
        (bearer) =>
          withAttribute(bearer, "saml:SubjectConfirmation", {
            Method: "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches",
          }) + bearer,
      ),
  },
};
