import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { signatures, within } from "./crowd.ts";

export const manySignatures: Fault = {
  name: "many-signatures",
  family: "content",
  description: "Four thousand signatures of the Response, as many as a message of the allowed size holds.",
  source: "CWE-400",
  code: "SAML_XML_TOO_COMPLEX",
  prepare: assertionSigned,
  signed: (xml) => signatures(xml, within(xml, 4_000, 15)),
};
