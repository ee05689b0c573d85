import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, siblings, within } from "./crowd.ts";

export const manySiblings: Fault = {
  name: "many-siblings",
  family: "content",
  description:
    "Sixteen thousand empty elements beside each other, as many as a message of the allowed size holds: searches over them are quadratic.",
  source: "CWE-400",
  code: "SAML_XML_TOO_COMPLEX",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, siblings(within(xml, 16_000, 4))),
};
