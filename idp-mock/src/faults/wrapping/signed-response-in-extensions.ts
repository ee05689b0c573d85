import type { Fault } from "../fault.ts";
import { extensions, forgedTwin } from "../pieces.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const signedResponseInExtensions: Fault = {
  name: "signed-response-in-extensions",
  family: "wrapping",
  description: "The whole signed response stands in Extensions of a forged one.",
  source: "CVE-2025-47949",
  code: "SAML_STRUCTURE_INVALID",
  prepare: responseSigned,
  signed: (xml) => swap(forgedTwin(xml), "<samlp:Status>", `${extensions(xml)}<samlp:Status>`),
};
