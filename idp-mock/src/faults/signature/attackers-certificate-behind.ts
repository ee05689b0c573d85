import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned, byAttacker } from "../signing.ts";
import { swap } from "../swap.ts";
import { x509Certificate } from "./signed-info.ts";

export const attackersCertificateBehind: Fault = {
  name: "attackers-certificate-behind",
  family: "signature",
  description: "Signed by a stranger, whose certificate stands in KeyInfo behind the identity provider's.",
  source: "XML Signature 1.1, 4.5.4",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  plan: byAttacker,
  unsigned: asAdmin,
  signed: (xml, { keys }) => swap(xml, "<ds:X509Data>", `<ds:X509Data>${x509Certificate(keys.current.certificate)}`),
};
