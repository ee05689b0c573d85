import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const cdataInNameId: Fault = {
  name: "cdata-in-name-id",
  family: "content",
  description:
    "A CDATA section splits the NameID after it was signed: a reader of the first text alone finds somebody else.",
  source: "XML 1.0, 2.7, after CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("CDATA section", "NameID"),
};
