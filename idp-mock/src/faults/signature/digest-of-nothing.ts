import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { resigned, sha256, withDigest } from "./resigning.ts";

export const digestOfNothing: Fault = {
  name: "digest-of-nothing",
  family: "signature",
  description: "Signed is the digest of the empty string; the name was changed.",
  source: "The Fragile Lock (PortSwigger Research 2025)",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(withDigest(asAdmin(xml), sha256("")), keys.current),
};
