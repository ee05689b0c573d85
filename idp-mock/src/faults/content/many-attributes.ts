import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, attributes, within } from "./crowd.ts";

export const manyAttributes: Fault = {
  name: "many-attributes",
  family: "content",
  description: "Eight thousand attributes of one element, as many as a message of the allowed size holds.",
  source: "CWE-400",
  code: "SAML_XML_TOO_COMPLEX",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, attributes(within(xml, 8_000, 8))),
};
