import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const issuerOther: Fault = {
  name: "issuer-other",
  family: "semantics",
  description: "Response and assertion name another issuer, under the key of this one.",
  source: "SAML Core 2.0, 2.2.5",
  code: "SAML_ISSUER_MISMATCH",
  plan: saying({ issuer: "https://other-idp.example/metadata" }),
};
