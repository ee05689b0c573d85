import type { Fault } from "../fault.ts";
import { encoded, padded } from "./encoded.ts";

export const base64url: Fault = {
  name: "base64url",
  family: "content",
  description: "SAMLResponse is base64url, without padding.",
  source: "RFC 4648, 5",
  code: "SAML_RESPONSE_NOT_BASE64",
  form: encoded((message) => padded(message).toString("base64url")),
};
