import type { Fault } from "../fault.ts";
import { asAdmin, bare, renamed } from "../pieces.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const xsw1: Fault = {
  name: "xsw-1",
  family: "wrapping",
  description:
    "The signed response, without its signature, stands within that signature; the response around is forged.",
  source: "On Breaking SAML: Be Whoever You Want to Be (USENIX Security 2012)",
  code: "SAML_STRUCTURE_INVALID",
  prepare: responseSigned,
  signed: (xml) => swap(asAdmin(renamed(xml)), "</ds:Signature>", `${bare(xml)}</ds:Signature>`),
};
