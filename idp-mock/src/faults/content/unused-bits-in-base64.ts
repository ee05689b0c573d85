import type { Fault } from "../fault.ts";
import { encoded, padded } from "./encoded.ts";

export const unusedBitsInBase64: Fault = {
  name: "unused-bits-in-base64",
  family: "content",
  description: "The last character of the base64 has bits that nobody reads: one message has many spellings.",
  source: "RFC 4648, 3.5",
  code: "SAML_RESPONSE_NOT_BASE64",
  form: encoded((message) =>
    padded(message)
      .toString("base64")
      .replace(/.==$/, (end) => ({ "g==": "h==", "Q==": "R==", "w==": "x==", "A==": "B==" })[end] ?? end),
  ),
};
