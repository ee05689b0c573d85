import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const notUtf8: Fault = {
  name: "not-utf-8",
  family: "content",
  description: "The message ends in a byte that UTF-8 does not know.",
  source: "RFC 3629, 3",
  code: "SAML_RESPONSE_NOT_UTF8",
  form: encoded((message) => Buffer.concat([message, Buffer.from([0xff])]).toString("base64")),
};
