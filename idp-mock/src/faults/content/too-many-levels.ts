import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, levels } from "./crowd.ts";

export const tooManyLevels: Fault = {
  name: "too-many-levels",
  family: "content",
  description: "Twenty thousand elements within each other, in a message that is too large.",
  source: "CWE-400",
  code: "SAML_RESPONSE_TOO_LARGE",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, levels(20_000)),
};
