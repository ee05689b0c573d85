import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { hmacForged } from "./hmac-forged.ts";
import { rsaSha256 } from "./signed-info.ts";

export const signatureMethodDecoy: Fault = {
  name: "signature-method-decoy",
  family: "signature",
  description: "An HMAC with the public certificate, behind an Object that holds the method of a better signature.",
  source: "XML Signature 1.1, 4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) =>
    swap(
      hmacForged(xml, keys.current.certificate),
      "<ds:SignedInfo>",
      `<ds:Object><ds:SignatureMethod Algorithm="${rsaSha256}"/></ds:Object><ds:SignedInfo>`,
    ),
};
