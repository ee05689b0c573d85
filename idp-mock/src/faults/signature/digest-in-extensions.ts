import type { Fault } from "../fault.ts";
import { asAdmin, extensions } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { strayDigest } from "./two-digests.ts";

export const digestInExtensions: Fault = {
  name: "digest-in-extensions",
  family: "signature",
  description:
    "A DigestValue that fits the changed name stands in Extensions, where a search of the document finds it first.",
  source: "CVE-2024-45409",
  code: "SAML_SIGNATURE_MISPLACED",
  prepare: assertionSigned,
  signed: (xml) => swap(asAdmin(xml), "<samlp:Status>", `${extensions(strayDigest(xml))}<samlp:Status>`),
};
