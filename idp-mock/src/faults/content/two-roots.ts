import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";

export const twoRoots: Fault = {
  name: "two-roots",
  family: "content",
  description: "A second response, for somebody else, before the signed one: a document of two roots.",
  source: "CVE-2022-39299",
  code: "SAML_XML_MALFORMED",
  signed: (xml) => asAdmin(xml) + xml,
};
