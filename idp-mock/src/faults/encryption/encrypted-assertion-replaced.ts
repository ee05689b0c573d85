import { dataOf } from "@gatehouse/saml-response/encrypt.ts";
import type { Scene } from "../../answers/plan.ts";
import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { encryptedAssertion } from "./ciphertext.ts";
import { receiver, sealed } from "./sealing.ts";

const forgery = (xml: string, scene: Scene) => {
  const [, issuer = ""] = /<saml:Issuer>([^<]*)/.exec(xml) ?? [];
  const assertion =
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_forged" Version="2.0" IssueInstant="${scene.now.toISOString()}">` +
    `<saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID>admin@example.com</saml:NameID></saml:Subject></saml:Assertion>`;
  return `<saml:EncryptedAssertion>${dataOf(assertion, { certificate: receiver(scene) })}</saml:EncryptedAssertion>`;
};

export const encryptedAssertionReplaced: Fault = {
  name: "encrypted-assertion-replaced",
  family: "encryption",
  description:
    "In the signed response stands another encrypted assertion than was signed: an attacker's, of somebody else.",
  source: "SAML Core 2.0, 6.2",
  code: "SAML_SIGNATURE_INVALID",
  needs: "encrypted assertions",
  prepare: sealed,
  signed: (xml, scene) => swap(xml, encryptedAssertion, forgery(xml, scene)),
};
