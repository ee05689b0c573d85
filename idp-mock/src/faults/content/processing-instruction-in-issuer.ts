import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const processingInstructionInIssuer: Fault = {
  name: "processing-instruction-in-issuer",
  family: "content",
  description:
    "A processing instruction splits the Issuer after it was signed: a library that canonicalizes it as text lets another issuer be read.",
  source: "CVE-2025-54419",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("processing instruction", "Issuer"),
};
