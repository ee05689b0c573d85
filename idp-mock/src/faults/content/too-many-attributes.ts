import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, attributes } from "./crowd.ts";

export const tooManyAttributes: Fault = {
  name: "too-many-attributes",
  family: "content",
  description: "Twenty thousand attributes of one element, in a message that is too large.",
  source: "CWE-400",
  code: "SAML_RESPONSE_TOO_LARGE",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, attributes(20_000)),
};
