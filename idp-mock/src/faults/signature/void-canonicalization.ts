import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { resigned, sha256, withDigest } from "./resigning.ts";

export const voidCanonicalization: Fault = {
  name: "void-canonicalization",
  family: "signature",
  description:
    "Signed is the digest of the empty string, to which a relative namespace brings some libraries; the name was changed.",
  source: "The Fragile Lock (PortSwigger Research 2025), CVE-2025-66568",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: (xml, { keys }) =>
    resigned(
      withDigest(swap(asAdmin(xml), "<saml:Assertion ", `<saml:Assertion xmlns:ns="1" `), sha256("")),
      keys.current,
    ),
};
