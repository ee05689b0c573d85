import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const statusAuthnFailed: Fault = {
  name: "status-authn-failed",
  family: "semantics",
  description: "Reports that the person could not be authenticated, beside an assertion that says otherwise.",
  source: "SAML Core 2.0, 3.2.2.2",
  code: "SAML_STATUS_NOT_SUCCESS",
  plan: saying({ statusCode: "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed" }),
};
