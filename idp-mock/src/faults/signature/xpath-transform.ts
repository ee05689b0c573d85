import type { Fault } from "../fault.ts";
import { asAdmin, assertionOf, bare } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { digestOf, resigned, withDigest } from "./resigning.ts";
import { exclusive, transform, withTransforms } from "./signed-info.ts";

const omitted = ["saml:Subject", "saml:AttributeStatement", "ds:Signature"];
const expression = `not(${omitted.map((name) => `ancestor-or-self::${name}`).join(" or ")})`;
const filter = transform("http://www.w3.org/TR/1999/REC-xpath-19991116", `<ds:XPath>${expression}</ds:XPath>`);
const filteredOut = /<(saml:Subject|saml:AttributeStatement)>.*?<\/\1>/gs;

export const xpathTransform: Fault = {
  name: "xpath-transform",
  family: "signature",
  description: "Genuinely signed but for subject and attributes, which a filter leaves out; the name was changed.",
  source: "XML Signature Best Practices, 2.1; SAML Core 2.0, 5.4.4",
  code: "SAML_SIGNATURE_ALGORITHM",
  prepare: assertionSigned,
  signed(xml, { keys }) {
    const left = bare(assertionOf(xml)).replace(filteredOut, "");
    return resigned(withDigest(withTransforms(asAdmin(xml), filter, exclusive), digestOf(left)), keys.current);
  },
};
