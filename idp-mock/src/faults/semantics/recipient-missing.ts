import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const recipientMissing: Fault = {
  name: "recipient-missing",
  family: "semantics",
  description: "Recipient is not there.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_RECIPIENT_MISMATCH",
  unsigned: (xml) => withAttribute(xml, "saml:SubjectConfirmationData", { Recipient: undefined }),
};
