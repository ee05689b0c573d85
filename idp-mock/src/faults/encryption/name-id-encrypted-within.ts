import { dataOf, encrypted, standing } from "@gatehouse/saml-response/encrypt.ts";
import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { nameId, nameIdOf } from "./name-id.ts";
import { receiver, resealed, sealed } from "./sealing.ts";

export const nameIdEncryptedWithin: Fault = {
  name: "name-id-encrypted-within",
  family: "encryption",
  description: "Within the ciphertext the NameID is encrypted once more, for the same key.",
  source: "SAML Core 2.0, 2.2.4",
  code: "SAML_STRUCTURE_INVALID",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((_xml, plain, scene) => {
    const certificate = receiver(scene);
    const data = dataOf(standing(nameIdOf(plain)), { certificate });
    return encrypted(swap(plain, nameId, `<saml:EncryptedID>${data}</saml:EncryptedID>`), { certificate });
  }),
};
