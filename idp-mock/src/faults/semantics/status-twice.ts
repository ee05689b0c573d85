import type { Fault } from "../fault.ts";
import { withAttribute, withElement } from "../markup.ts";

export const statusTwice: Fault = {
  name: "status-twice",
  family: "semantics",
  description: "Reports success and failure.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_STATUS_NOT_SUCCESS",
  unsigned: (xml) =>
    withElement(
      xml,
      "samlp:Status",
      (status) =>
        status + withAttribute(status, "samlp:StatusCode", { Value: "urn:oasis:names:tc:SAML:2.0:status:Responder" }),
    ),
};
