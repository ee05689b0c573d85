import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, within } from "./crowd.ts";

export const endlessTag: Fault = {
  name: "endless-tag",
  family: "content",
  description: "A start tag that goes on in blanks and never ends, on which backtracking patterns are quadratic.",
  source: "CWE-1333",
  code: "SAML_XML_MALFORMED",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, `<a${" ".repeat(within(xml, 65_000, 1))}`),
};
