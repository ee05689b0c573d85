import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { signatures } from "./crowd.ts";

export const tooManySignatures: Fault = {
  name: "too-many-signatures",
  family: "content",
  description: "Ten thousand signatures of the Response, in a message that is too large.",
  source: "CWE-400",
  code: "SAML_RESPONSE_TOO_LARGE",
  prepare: assertionSigned,
  signed: (xml) => signatures(xml, 10_000),
};
