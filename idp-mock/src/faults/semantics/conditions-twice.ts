import { element } from "@gatehouse/saml-response/xml.ts";
import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";

export const conditionsTwice: Fault = {
  name: "conditions-twice",
  family: "semantics",
  description: "Has two sets of conditions, of which the second is for another service provider.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:Conditions",
      (conditions) =>
        conditions +
        withElement(conditions, "saml:Audience", () => element("saml:Audience", {}, "https://other.example/saml")),
    ),
};
