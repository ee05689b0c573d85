import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, levels, within } from "./crowd.ts";

export const manyLevels: Fault = {
  name: "many-levels",
  family: "content",
  description: "Ten thousand elements within each other, as many as a message of the allowed size holds.",
  source: "CWE-400",
  code: "SAML_XML_TOO_COMPLEX",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, levels(within(xml, 10_000, 7))),
};
