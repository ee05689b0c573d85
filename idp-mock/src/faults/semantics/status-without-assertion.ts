import type { Fault } from "../fault.ts";
import { responseSigned } from "../signing.ts";
import { saying } from "./saying.ts";

export const statusWithoutAssertion: Fault = {
  name: "status-without-assertion",
  family: "semantics",
  description: "Reports a failure as identity providers do: with no assertion.",
  source: "SAML Core 2.0, 3.2.2.2",
  code: "SAML_STATUS_NOT_SUCCESS",
  prepare: responseSigned,
  plan: saying({ statusCode: "urn:oasis:names:tc:SAML:2.0:status:Responder", assertion: false }),
};
