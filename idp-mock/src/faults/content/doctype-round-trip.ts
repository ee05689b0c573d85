import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const doctypeRoundTrip: Fault = {
  name: "doctype-round-trip",
  family: "content",
  description:
    "A DOCTYPE that one parser writes anew with other quotes, so that the next takes the signed response for a comment and a CDATA section in it for the response.",
  source: "CVE-2025-25291",
  code: "SAML_XML_FORBIDDEN",
  prepare: assertionSigned,
  signed: (xml) => {
    const hidden = `<samlp:StatusMessage><![CDATA[-->${asAdmin(xml)}<!--]]></samlp:StatusMessage></samlp:Status>`;
    return `<!DOCTYPE response SYSTEM 'x"><!--'>${swap(xml, "</samlp:Status>", hidden)}<!-- -->`;
  },
};
