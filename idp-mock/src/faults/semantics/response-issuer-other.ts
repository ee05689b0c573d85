import type { Fault } from "../fault.ts";
import { issuedBy } from "./issued-by.ts";

export const responseIssuerOther: Fault = {
  name: "response-issuer-other",
  family: "semantics",
  description: "The response names another issuer than its assertion does.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_ISSUER_MISMATCH",
  unsigned: (xml) => issuedBy(xml, "https://other-idp.example/metadata"),
};
