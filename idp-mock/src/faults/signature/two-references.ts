import type { Fault } from "../fault.ts";
import { bare, idOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { digestOf, resigned, withDigest } from "./resigning.ts";
import { reference, withUri } from "./signed-info.ts";

/** The reference to the assertion, made one to the response. */
const toResponse = (xml: string) => {
  const [genuine = ""] = reference.exec(xml) ?? [];
  return withDigest(withUri(genuine, `#${idOf(xml)}`), digestOf(bare(xml)));
};

export const twoReferences: Fault = {
  name: "two-references",
  family: "signature",
  description: "The genuine signature has two references, to the assertion and to the response.",
  source: "SAML Core 2.0, 5.4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) =>
    resigned(swap(xml, "</ds:SignedInfo>", `${toResponse(xml)}</ds:SignedInfo>`), keys.current),
};
