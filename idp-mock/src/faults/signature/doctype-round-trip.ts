import type { Fault } from "../fault.ts";
import { asAdmin, without } from "../pieces.ts";
import { responseSigned } from "../signing.ts";

export const doctypeRoundTrip: Fault = {
  name: "doctype-round-trip",
  family: "signature",
  description: "One parser reads a forged response and takes the genuine one for text, the other the other way round.",
  source: "CVE-2025-25291",
  code: "SAML_XML_FORBIDDEN",
  prepare: responseSigned,
  signed(xml) {
    const [forgedStart, genuineStart] = [asAdmin(xml), xml].map((text) => without(text, "</samlp:Response>"));
    return `<!DOCTYPE response SYSTEM 'x"><!--'>${forgedStart}<![CDATA[-->${genuineStart}<!--]]>--></samlp:Response>`;
  },
};
