import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const overlongUtf8: Fault = {
  name: "overlong-utf-8",
  family: "content",
  description: "The message ends in a line feed of two bytes, as lenient decoders of UTF-8 read it.",
  source: "RFC 3629, 10",
  code: "SAML_RESPONSE_NOT_UTF8",
  form: encoded((message) => Buffer.concat([message, Buffer.from([0xc0, 0x8a])]).toString("base64")),
};
