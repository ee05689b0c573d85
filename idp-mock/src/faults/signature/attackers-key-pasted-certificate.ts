import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned, signedBy } from "../signing.ts";

export const attackersKeyPastedCertificate: Fault = {
  name: "attackers-key-pasted-certificate",
  family: "signature",
  description: "Signed by a stranger, and the identity provider's certificate stands in KeyInfo.",
  source: "XML Signature 1.1, 4.5: KeyInfo is a hint",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  plan: (plan, { keys }) => signedBy({ key: keys.attacker.key, certificate: keys.current.certificate })(plan),
  unsigned: asAdmin,
};
