import type { Fault } from "../fault.ts";
import { asAdmin, bare, idOf } from "../pieces.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const idThroughEntity: Fault = {
  name: "id-through-entity",
  family: "content",
  description:
    "The forged Response has its id through an entity, so that the signature's reference finds the signed one inside the signature.",
  source: "CVE-2025-23369",
  code: "SAML_XML_FORBIDDEN",
  prepare: responseSigned,
  signed: (xml) => {
    const id = idOf(xml);
    const forged = asAdmin(swap(xml, `ID="${id}"`, 'ID="&viaEntity;"'));
    const wrapped = swap(forged, "</ds:Signature>", `<ds:Object>${bare(xml)}</ds:Object></ds:Signature>`);
    return `<!DOCTYPE x [<!ENTITY viaEntity "${id}">]>${wrapped}`;
  },
};
