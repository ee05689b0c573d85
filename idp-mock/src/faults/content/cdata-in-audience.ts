import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const cdataInAudience: Fault = {
  name: "cdata-in-audience",
  family: "content",
  description:
    "A CDATA section splits the Audience after it was signed: a reader of the first text alone finds another audience.",
  source: "XML 1.0, 2.7, after CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("CDATA section", "Audience"),
};
