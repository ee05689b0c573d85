// The encrypted assertion as @gatehouse/saml-response writes it.
import { swap } from "../swap.ts";

export const encryptedKey = /<xenc:EncryptedKey .*?<\/xenc:EncryptedKey>/s;
export const encryptedAssertion = /<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s;

const cipherValue = /(?<=<xenc:CipherValue>)[^<]*(?=<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/;

/** Other bytes in the place of initialization vector, text and tag. */
export const withCiphertext = (xml: string, change: (bytes: Buffer) => Buffer): string => {
  const [value = ""] = cipherValue.exec(xml) ?? [];
  return swap(xml, cipherValue, change(Buffer.from(value, "base64")).toString("base64"));
};

/** One bit of one byte is turned; a negative index counts from the end. */
export const flipped = (xml: string, index: number): string =>
  withCiphertext(xml, (bytes) => {
    const at = index < 0 ? bytes.length + index : index;
    return Buffer.from(bytes.map((byte, position) => (position === at ? byte ^ 1 : byte)));
  });
