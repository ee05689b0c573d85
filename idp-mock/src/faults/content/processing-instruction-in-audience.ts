import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const processingInstructionInAudience: Fault = {
  name: "processing-instruction-in-audience",
  family: "content",
  description:
    "A processing instruction splits the Audience after it was signed: a library that canonicalizes it as text lets another audience be read.",
  source: "CVE-2025-54419",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("processing instruction", "Audience"),
};
