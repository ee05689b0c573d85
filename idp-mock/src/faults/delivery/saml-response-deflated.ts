import { deflateRawSync } from "node:zlib";
import type { Fault } from "../fault.ts";
import { recoded } from "./recoded.ts";

export const samlResponseDeflated: Fault = {
  name: "saml-response-deflated",
  family: "delivery",
  description: "The response is compressed as for the HTTP-Redirect binding.",
  source: "SAML Bindings 2.0, 3.4.4.1 and 3.5.4",
  code: "SAML_RESPONSE_NOT_UTF8",
  form: recoded((xml) => deflateRawSync(xml).toString("base64")),
};
