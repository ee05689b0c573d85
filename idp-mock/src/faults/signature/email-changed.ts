import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

const withOtherEmail = (xml: string) => swap(xml, /(?<=<saml:AttributeValue[^>]*>)[^<@]+(?=@)/, "admin");

export const emailChanged: Fault = {
  name: "email-changed",
  family: "signature",
  description: "The e-mail address in the signed attributes was changed, and nothing else.",
  source: "XML Signature 1.1, 3.2.1",
  code: "SAML_SIGNATURE_INVALID",
  prepare: assertionSigned,
  signed: withOtherEmail,
};
