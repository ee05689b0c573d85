import type { Fault } from "../fault.ts";
import { withAttribute, withElement } from "../markup.ts";

export const secondConfirmationMatches: Fault = {
  name: "second-confirmation-matches",
  family: "semantics",
  description: "Two confirmations of the bearer, of which the second is for here: one is enough.",
  source: "SAML Core 2.0, 2.4.1.1; SAML Profiles 2.0, 4.1.4.2",
  code: "accepted",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:SubjectConfirmation",
      (bearer) =>
        withAttribute(bearer, "saml:SubjectConfirmationData", { Recipient: "https://other.example/acs" }) + bearer,
    ),
};
