import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const processingInstructionInAttributeValue: Fault = {
  name: "processing-instruction-in-attribute-value",
  family: "content",
  description:
    "A processing instruction splits an attribute's value after it was signed: a library that canonicalizes it as text lets another e-mail address be read.",
  source: "CVE-2025-54419",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("processing instruction", "AttributeValue"),
};
