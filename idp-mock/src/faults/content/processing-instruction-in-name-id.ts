import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const processingInstructionInNameId: Fault = {
  name: "processing-instruction-in-name-id",
  family: "content",
  description:
    "A processing instruction splits the NameID after it was signed: a library that canonicalizes it as text lets somebody else be read.",
  source: "CVE-2025-54419",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("processing instruction", "NameID"),
};
