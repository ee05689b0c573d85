import type { Fault } from "../fault.ts";
import { assertionOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const assertionWithoutResponse: Fault = {
  name: "assertion-without-response",
  family: "wrapping",
  description: "The signed assertion comes without a response around it.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    swap(assertionOf(xml), "<saml:Assertion ", `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" `),
};
