import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const commentInAudience: Fault = {
  name: "comment-in-audience",
  family: "content",
  description:
    "A comment splits the Audience after it was signed: a reader of the first text alone finds another audience.",
  source: "CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("comment", "Audience"),
};
