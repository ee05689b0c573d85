import type { Fault } from "../fault.ts";
import { bothSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const responseSignatureBroken: Fault = {
  name: "response-signature-broken",
  family: "signature",
  description: "The response's signature is broken; that of the assertion within is genuine.",
  source: "SAML Profiles 2.0, 4.1.4.3: verify any signatures present",
  code: "SAML_SIGNATURE_INVALID",
  prepare: bothSigned,
  signed: (xml) => swap(xml, /<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA"),
};
