import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { asAdmin, bare, signatureOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

const withoutNamespace = (signature: string) => signature.replace(/(<\/?)ds:/g, "$1").replace(/ xmlns:ds="[^"]*"/, "");

export const doctypeDefaultNamespace: Fault = {
  name: "doctype-default-namespace",
  family: "content",
  description:
    "A DOCTYPE gives a second Signature its namespace, so that one parser verifies the identity provider's and another reads an attacker's.",
  source: "CVE-2025-25292",
  code: "SAML_XML_FORBIDDEN",
  prepare: assertionSigned,
  signed: (xml, { keys }) => {
    const forged = signed(asAdmin(bare(xml)), { what: "assertion", ...keys.attacker });
    const detail = `<samlp:StatusDetail>${withoutNamespace(signatureOf(xml))}</samlp:StatusDetail></samlp:Status>`;
    return (
      `<!DOCTYPE x [<!ATTLIST Signature xmlns CDATA #FIXED "http://www.w3.org/2000/09/xmldsig#">]>` +
      swap(forged, "</samlp:Status>", detail)
    );
  },
};
