import type { Fault } from "../fault.ts";
import { forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

const statementOf = (value: string) =>
  `<saml:AttributeStatement><saml:Attribute Name="evidence"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`;

export const signedAssertionInAttributeValue: Fault = {
  name: "signed-assertion-in-attribute-value",
  family: "wrapping",
  description: "The signed assertion is an attribute's value in a forged one.",
  source: "SAML Core 2.0, 2.7.3.1.1: the value may be any element",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    withAssertion(xml, (genuine) =>
      swap(forgedTwin(genuine), "</saml:AuthnStatement>", `</saml:AuthnStatement>${statementOf(genuine)}`),
    ),
};
