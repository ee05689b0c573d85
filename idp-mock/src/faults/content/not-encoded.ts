import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const notEncoded: Fault = {
  name: "not-encoded",
  family: "content",
  description: "SAMLResponse is the XML itself, not its base64.",
  source: "SAML Bindings 2.0, 3.5.4; RFC 2045, 6.8",
  code: "SAML_RESPONSE_NOT_BASE64",
  form: encoded((message) => message.toString()),
};
