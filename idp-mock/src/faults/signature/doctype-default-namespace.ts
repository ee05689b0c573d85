import type { Fault } from "../fault.ts";
import { asAdmin, signatureOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { sha256, withDigest } from "./resigning.ts";

const attributeList = `<!DOCTYPE Response [<!ATTLIST Signature xmlns CDATA #FIXED "http://www.w3.org/2000/09/xmldsig#">]>`;

export const doctypeDefaultNamespace: Fault = {
  name: "doctype-default-namespace",
  family: "signature",
  description: "An attribute list gives a namespace to a second signature, which only one of two parsers then finds.",
  source: "CVE-2025-25292",
  code: "SAML_XML_FORBIDDEN",
  prepare: assertionSigned,
  signed(xml) {
    const genuine = swap(swap(signatureOf(xml), "<ds:Signature ", "<Signature "), "</ds:Signature>", "</Signature>");
    const detail = `<samlp:StatusDetail>${genuine}</samlp:StatusDetail></samlp:Status>`;
    return attributeList + swap(withDigest(asAdmin(xml), sha256("")), "</samlp:Status>", detail);
  },
};
