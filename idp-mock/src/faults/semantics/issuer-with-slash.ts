import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const issuerWithSlash: Fault = {
  name: "issuer-with-slash",
  family: "semantics",
  description: "The issuer has a slash behind it: the same address to a browser, and another identity.",
  source: "SAML Core 2.0, 1.3.2: URIs are compared as strings",
  code: "SAML_ISSUER_MISMATCH",
  plan: (plan) => saying({ issuer: `${plan.response.issuer}/` })(plan),
};
