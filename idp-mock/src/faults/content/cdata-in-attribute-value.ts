import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const cdataInAttributeValue: Fault = {
  name: "cdata-in-attribute-value",
  family: "content",
  description:
    "A CDATA section splits an attribute's value after it was signed: a reader of the first text alone finds another e-mail address.",
  source: "XML 1.0, 2.7, after CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("CDATA section", "AttributeValue"),
};
