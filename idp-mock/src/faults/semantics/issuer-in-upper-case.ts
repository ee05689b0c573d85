import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const issuerInUpperCase: Fault = {
  name: "issuer-in-upper-case",
  family: "semantics",
  description: "The issuer is written in upper case.",
  source: "SAML Core 2.0, 1.3.2: URIs are compared as strings",
  code: "SAML_ISSUER_MISMATCH",
  plan: (plan) => saying({ issuer: plan.response.issuer.toUpperCase() })(plan),
};
