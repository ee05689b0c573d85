import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const statusRequester: Fault = {
  name: "status-requester",
  family: "semantics",
  description: "Reports a fault of the request, beside a valid assertion.",
  source: "SAML Core 2.0, 3.2.2.2",
  code: "SAML_STATUS_NOT_SUCCESS",
  plan: saying({ statusCode: "urn:oasis:names:tc:SAML:2.0:status:Requester" }),
};
