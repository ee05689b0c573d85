import { createPublicKey } from "node:crypto";
import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned, byAttacker } from "../signing.ts";
import { swap } from "../swap.ts";
import { keyInfo } from "./signed-info.ts";

const keyValue = (certificate: string) => {
  const { n, e } = createPublicKey(certificate).export({ format: "jwk" });
  const [modulus, exponent] = [n, e].map((number = "") => Buffer.from(number, "base64url").toString("base64"));
  return `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${modulus}</ds:Modulus><ds:Exponent>${exponent}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`;
};

export const attackersKeyByValue: Fault = {
  name: "attackers-key-by-value",
  family: "signature",
  description: "Signed by a stranger, whose public key stands in KeyInfo as RSAKeyValue.",
  source: "XML Signature 1.1, 4.5.2",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  plan: byAttacker,
  unsigned: asAdmin,
  signed: (xml, { keys }) => swap(xml, keyInfo, `<ds:KeyInfo>${keyValue(keys.attacker.certificate)}</ds:KeyInfo>`),
};
