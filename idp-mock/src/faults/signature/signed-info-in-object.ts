import type { Fault } from "../fault.ts";
import { asAdmin, signedInfoOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { forged } from "./resigning.ts";

export const signedInfoInObject: Fault = {
  name: "signed-info-in-object",
  family: "signature",
  description: "A forged SignedInfo, which fits the changed name, stands in an Object of the genuine signature.",
  source: "CVE-2025-29774",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) =>
    swap(asAdmin(xml), "</ds:Signature>", `<ds:Object>${signedInfoOf(forged(xml))}</ds:Object></ds:Signature>`),
};
