import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const commentInAttributeValue: Fault = {
  name: "comment-in-attribute-value",
  family: "content",
  description:
    "A comment splits an attribute's value after it was signed: a reader of the first text alone finds another e-mail address.",
  source: "CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("comment", "AttributeValue"),
};
