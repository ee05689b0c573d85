import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const commentInNameId: Fault = {
  name: "comment-in-name-id",
  family: "content",
  description: "A comment splits the NameID after it was signed: a reader of the first text alone finds somebody else.",
  source: "CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("comment", "NameID"),
};
