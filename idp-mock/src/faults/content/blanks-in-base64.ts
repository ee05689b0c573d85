import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const blanksInBase64: Fault = {
  name: "blanks-in-base64",
  family: "content",
  description: "Among the base64 stand blanks, as when a plus was not encoded in the form.",
  source: "SAML Bindings 2.0, 3.5.4; RFC 2045, 6.8",
  code: "SAML_RESPONSE_NOT_BASE64",
  form: encoded((message) => (message.toString("base64").match(/.{1,76}/g) ?? []).join(" ")),
};
