import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const holderOfKey: Fault = {
  name: "holder-of-key",
  family: "semantics",
  description: "Confirmed for the holder of a key, which the browser has not shown.",
  source: "SAML Profiles 2.0, 3.1 and 4.1.4.2",
  code: "SAML_CONFIRMATION_METHOD",
  unsigned: (xml) =>
    withAttribute(xml, "saml:SubjectConfirmation", { Method: "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key" }),
};
