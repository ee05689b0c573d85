import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { bothSigned, responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const assertionSignatureBroken: Fault = {
  name: "assertion-signature-broken",
  family: "signature",
  description: "The assertion's signature is broken; that of the response around it is genuine.",
  source: "SAML Profiles 2.0, 4.1.4.3: verify any signatures present",
  code: "SAML_SIGNATURE_INVALID",
  prepare: bothSigned,
  plan: responseSigned,
  unsigned: (xml, { keys }) =>
    swap(signed(xml, { what: "assertion", ...keys.current }), /<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA"),
};
