import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned, byAttacker } from "../signing.ts";
import { swap } from "../swap.ts";
import { keyInfo } from "./signed-info.ts";

export const attackersKeyByUrl: Fault = {
  name: "attackers-key-by-url",
  family: "signature",
  description: "Signed by a stranger; KeyInfo names a URL at which his certificate would be fetched.",
  source: "XML Signature 1.1, 4.5.3",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  plan: byAttacker,
  unsigned: asAdmin,
  signed: (xml) =>
    swap(xml, keyInfo, `<ds:KeyInfo><ds:RetrievalMethod URI="http://127.0.0.1:9/certificate.pem"/></ds:KeyInfo>`),
};
