// Encrypted assertions as genuine ones are, with one thing changed: the response is signed around what is wrong, so that
// nothing but the decryption can find it.
import { dataOf, type EncryptOptions, encrypted } from "@gatehouse/saml-response/encrypt.ts";
import type { Plan, Scene } from "../../answers/plan.ts";
import type { Changes } from "../fault.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

/** The certificate that the service provider has its assertions encrypted for. @throws when it has given none. */
export const receiver = ({ encryptionCertificate }: Scene): string => {
  if (encryptionCertificate === undefined) throw new Error("the service provider gave no certificate to encrypt for");
  return encryptionCertificate;
};

/** Encrypted for the service provider, in a signed response. */
export const sealed = (plan: Plan, scene: Scene): Plan => ({
  ...responseSigned(plan),
  encryption: { certificate: receiver(scene) },
});

/** The plan of an answer that is encrypted with other options. */
export const sealedWith = (options: Partial<EncryptOptions>): Changes => ({
  plan: (plan, scene) => ({ ...plan, encryption: { certificate: receiver(scene), ...options } }),
});

/** What is made of the encrypted answer before it is signed; `plain` is what it was encrypted from. */
export type Reseal = (xml: string, plain: string, scene: Scene) => string;

export const resealed = (change: Reseal, options: Partial<EncryptOptions> = {}): Changes => ({
  plan: (plan) => ({ ...plan, encryption: undefined }),
  unsigned: (plain, scene) => change(encrypted(plain, { certificate: receiver(scene), ...options }), plain, scene),
});

/** The plain answer is changed, and then encrypted. */
export const sealedFrom = (change: (plain: string) => string): Changes =>
  resealed((_xml, plain, scene) => encrypted(change(plain), { certificate: receiver(scene) }));

/** Another text in the place of the encrypted assertion. */
export const sealedText = (textFrom: (plain: string) => string): Changes =>
  resealed((xml, plain, scene) =>
    swap(
      xml,
      /<xenc:EncryptedData .*<\/xenc:EncryptedData>/s,
      dataOf(textFrom(plain), { certificate: receiver(scene) }),
    ),
  );
