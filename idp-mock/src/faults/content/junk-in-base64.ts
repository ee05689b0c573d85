import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const junkInBase64: Fault = {
  name: "junk-in-base64",
  family: "content",
  description: "Among the base64 stand characters that do not belong to it, which lenient decoders skip.",
  source: "SAML Bindings 2.0, 3.5.4; RFC 2045, 6.8",
  code: "SAML_RESPONSE_NOT_BASE64",
  form: encoded((message) => message.toString("base64").replace(/^.{40}/, "$&!*")),
};
