import type { Fault } from "../fault.ts";
import { asAdmin, signedInfoOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { forged } from "./resigning.ts";

export const signedInfoBehindValue: Fault = {
  name: "signed-info-behind-value",
  family: "signature",
  description: "A forged SignedInfo, which fits the changed name, stands behind the signature's value.",
  source: "CVE-2019-3465",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => swap(asAdmin(xml), "</ds:SignatureValue>", `</ds:SignatureValue>${signedInfoOf(forged(xml))}`),
};
