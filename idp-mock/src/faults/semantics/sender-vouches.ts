import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const senderVouches: Fault = {
  name: "sender-vouches",
  family: "semantics",
  description: "Confirmed by the word of the sender, which a browser does not give.",
  source: "SAML Profiles 2.0, 3.2 and 4.1.4.2",
  code: "SAML_CONFIRMATION_METHOD",
  unsigned: (xml) =>
    withAttribute(xml, "saml:SubjectConfirmation", { Method: "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches" }),
};
