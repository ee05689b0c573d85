import type { Fault } from "../fault.ts";
import { forgedTwin } from "../pieces.ts";
import { responseSigned } from "../signing.ts";

export const forgedResponseBehind: Fault = {
  name: "forged-response-behind",
  family: "wrapping",
  description: "Two roots: a forged response stands behind the signed one.",
  source: "CVE-2022-39299",
  code: "SAML_XML_MALFORMED",
  prepare: responseSigned,
  signed: (xml) => xml + forgedTwin(xml),
};
