import { deflateRawSync } from "node:zlib";
import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const deflatedPost: Fault = {
  name: "deflated-post",
  family: "content",
  description: "The message is compressed, as over HTTP-Redirect; over HTTP-POST it must not be.",
  source: "SAML Bindings 2.0, 3.5.4",
  code: "SAML_RESPONSE_NOT_UTF8",
  form: encoded((message) => deflateRawSync(message).toString("base64")),
};
