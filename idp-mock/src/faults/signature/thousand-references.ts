import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { resigned } from "./resigning.ts";

export const thousandReferences: Fault = {
  name: "thousand-references",
  family: "signature",
  description: "The genuine signature has 1,000 references, each to be digested.",
  source: "XML Signature Best Practices, 2.1",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) =>
    resigned(
      swap(xml, "</ds:SignedInfo>", `${'<ds:Reference URI=""></ds:Reference>'.repeat(999)}</ds:SignedInfo>`),
      keys.current,
    ),
};
