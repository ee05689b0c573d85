import type { Fault } from "../fault.ts";
import { encoded } from "./encoded.ts";

export const base64InLines: Fault = {
  name: "base64-in-lines",
  family: "content",
  description: "The base64 is broken into lines of 76 characters.",
  source: "SAML Bindings 2.0, 3.5.4; RFC 2045, 6.8",
  code: "accepted",
  form: encoded((message) => (message.toString("base64").match(/.{1,76}/g) ?? []).join("\r\n")),
};
