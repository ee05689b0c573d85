import { element } from "@gatehouse/saml-response/xml.ts";
import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";

export const subjectTwice: Fault = {
  name: "subject-twice",
  family: "semantics",
  description: "Is about two people, of whom the second is admin.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_ASSERTION_INVALID",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:Subject",
      (subject) => subject + withElement(subject, "saml:NameID", () => element("saml:NameID", {}, "admin@example.com")),
    ),
};
