import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { atTheEnd, siblings } from "./crowd.ts";

export const tooManySiblings: Fault = {
  name: "too-many-siblings",
  family: "content",
  description: "Twenty-five thousand empty elements beside each other, in a message that is too large.",
  source: "CWE-400",
  code: "SAML_RESPONSE_TOO_LARGE",
  prepare: assertionSigned,
  signed: (xml) => atTheEnd(xml, siblings(25_000)),
};
