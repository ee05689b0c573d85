import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { asAdmin, bare, signatureOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const twoSignatures: Fault = {
  name: "two-signatures",
  family: "signature",
  description: "The assertion has a stranger's signature, which fits the changed name, beside the genuine one.",
  source: "SAML Core 2.0, 2.3.3: at most one Signature",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed(xml, { keys }) {
    const byStranger = signed(asAdmin(bare(xml)), { what: "assertion", ...keys.attacker });
    return swap(byStranger, "</ds:Signature>", `</ds:Signature>${signatureOf(xml)}`);
  },
};
