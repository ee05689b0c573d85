import type { Fault } from "../fault.ts";
import { signedInfoOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { forged } from "./resigning.ts";

export const twoSignedInfosForgedLast: Fault = {
  name: "two-signed-infos-forged-last",
  family: "signature",
  description: "A forged SignedInfo, which fits the changed name, stands behind the genuine one.",
  source: "CVE-2025-29774",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml) => swap(forged(xml), "<ds:SignedInfo>", `${signedInfoOf(xml)}<ds:SignedInfo>`),
};
