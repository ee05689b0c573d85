import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";
import { assertionSigned } from "../signing.ts";

export const responseIssuerMissing: Fault = {
  name: "response-issuer-missing",
  family: "semantics",
  description: "Only the assertion is signed and names its issuer: the response may do without.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "accepted",
  prepare: assertionSigned,
  unsigned: (xml) => without(xml, "saml:Issuer"),
};
