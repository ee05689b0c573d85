import { encrypted } from "@gatehouse/saml-response/encrypt.ts";
import type { Fault } from "../fault.ts";
import { assertionOf, forgedTwin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const plainAndEncryptedAssertion: Fault = {
  name: "plain-and-encrypted-assertion",
  family: "wrapping",
  description: "A forged assertion in the clear stands before the signed one, which is encrypted.",
  source: "SAML Core 2.0, 3.3.3",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed(xml, { keys, encryptionCertificate: certificate = keys.next.certificate }) {
    const forged = forgedTwin(assertionOf(xml));
    return swap(encrypted(xml, { certificate }), "<saml:EncryptedAssertion>", `${forged}<saml:EncryptedAssertion>`);
  },
};
