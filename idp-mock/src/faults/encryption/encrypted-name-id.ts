import { dataOf, standing } from "@gatehouse/saml-response/encrypt.ts";
import type { Fault } from "../fault.ts";
import { bothSigned } from "../signing.ts";
import { swap } from "../swap.ts";
import { nameId, nameIdOf } from "./name-id.ts";

export const encryptedNameId: Fault = {
  name: "encrypted-name-id",
  family: "encryption",
  description: "The NameID is encrypted, by itself.",
  source: "SAML Core 2.0, 2.2.4",
  code: "SAML_ASSERTION_ENCRYPTED",
  prepare: bothSigned,
  unsigned: (xml, { keys }) => {
    const data = dataOf(standing(nameIdOf(xml)), { certificate: keys.next.certificate });
    return swap(xml, nameId, `<saml:EncryptedID>${data}</saml:EncryptedID>`);
  },
};
