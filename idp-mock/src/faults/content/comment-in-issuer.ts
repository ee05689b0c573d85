import type { Fault } from "../fault.ts";
import { splitBy } from "./split-text.ts";

export const commentInIssuer: Fault = {
  name: "comment-in-issuer",
  family: "content",
  description:
    "A comment splits the Issuer after it was signed: a reader of the first text alone finds another issuer.",
  source: "CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  ...splitBy("comment", "Issuer"),
};
