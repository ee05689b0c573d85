import { element } from "@gatehouse/saml-response/xml.ts";
import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";

export const statusSuccessBelowFailure: Fault = {
  name: "status-success-below-failure",
  family: "semantics",
  description: "Reports failure, and success as its further reason.",
  source: "SAML Core 2.0, 3.2.2.2",
  code: "SAML_STATUS_NOT_SUCCESS",
  unsigned: (xml) =>
    withElement(xml, "samlp:StatusCode", (success) =>
      element("samlp:StatusCode", { Value: "urn:oasis:names:tc:SAML:2.0:status:Responder" }, success),
    ),
};
