import type { Fault } from "../fault.ts";
import { forgedTwin } from "../pieces.ts";
import { responseSigned } from "../signing.ts";

export const forgedResponseBefore: Fault = {
  name: "forged-response-before",
  family: "wrapping",
  description: "Two roots: a forged response stands before the signed one.",
  source: "CVE-2022-39299",
  code: "SAML_XML_MALFORMED",
  prepare: responseSigned,
  signed: (xml) => forgedTwin(xml) + xml,
};
