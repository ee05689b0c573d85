import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const utf16: Fault = {
  name: "utf-16",
  family: "content",
  description: "The message is UTF-16.",
  source: "XML 1.0, 4.3.3",
  code: "SAML_XML_MALFORMED",
  form: encoded((message) => Buffer.from(message.toString(), "utf16le").toString("base64")),
};
