import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { forged } from "./resigning.ts";

export const nameChangedAndDigest: Fault = {
  name: "name-changed-and-digest",
  family: "signature",
  description: "The name was changed, and the digest in the signature with it.",
  source: "XML Signature 1.1, 3.2.2",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: forged,
};
