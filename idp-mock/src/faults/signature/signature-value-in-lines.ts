import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { signatureValue } from "./signed-info.ts";

/** Lines of 76 characters: RFC 2045, 6.8. */
const inLines = (signature: string) => signature.replace(/[^<>]{1,76}(?=[^<>]*<\/)/g, "$&\n");

export const signatureValueInLines: Fault = {
  name: "signature-value-in-lines",
  family: "signature",
  description: "Genuinely signed, with the signature's value broken into lines, as many products do.",
  source: "XML Signature 1.1, 4.3; RFC 2045, 6.8",
  code: "accepted",
  prepare: assertionSigned,
  signed: (xml) => xml.replace(signatureValue, inLines),
};
