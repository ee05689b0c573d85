import { constants, createDecipheriv, type KeyObject, privateDecrypt } from "node:crypto";
import { attribute, childElements, children, is, textOf } from "./elements.ts";
import { ds, xenc, xenc11 } from "./namespaces.ts";
import { parseXml } from "./parse-xml.ts";
import { SamlRefusal } from "./refusal.ts";

/** AES in Galois/counter mode alone: what is changed on the way does not decrypt to something else. Key length in bytes. */
const contentCiphers: Readonly<Record<string, { readonly name: "aes-128-gcm" | "aes-256-gcm"; readonly key: number }>> =
  {
    [`${xenc11}aes128-gcm`]: { name: "aes-128-gcm", key: 16 },
    [`${xenc11}aes256-gcm`]: { name: "aes-256-gcm", key: 32 },
  };

const digests: Readonly<Record<string, string>> = {
  "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
  [`${xenc}sha256`]: "sha256",
  [`${xenc}sha512`]: "sha512",
};

/** The mask of OAEP, which OpenSSL makes with the same digest. */
const masks: Readonly<Record<string, string>> = {
  [`${xenc11}mgf1sha1`]: "sha1",
  [`${xenc11}mgf1sha256`]: "sha256",
  [`${xenc11}mgf1sha512`]: "sha512",
};

/** XML Encryption 1.1, 5.2.4: 96 bits of initialization vector in front, 128 bits of tag at the end. */
const lengths = { iv: 12, tag: 16 };

/**
 * The assertion inside an EncryptedAssertion. Its ciphertext must be signed: whoever could try ciphertexts would learn
 * from the answers.
 * @throws {SamlRefusal} SAML_DECRYPTION_FAILED, the same in every word whatever failed
 */
export const decryptedAssertion = (encrypted: Element, key: KeyObject): { xml: string; assertion: Element } => {
  try {
    const xml = plainText(encrypted, key);
    return { xml, assertion: parseXml(xml) };
  } catch {
    throw new SamlRefusal("SAML_DECRYPTION_FAILED");
  }
};

const plainText = (encrypted: Element, privateKey: KeyObject) => {
  const data = only(encrypted, xenc, "EncryptedData");
  const method = only(data, xenc, "EncryptionMethod");
  const cipher = contentCiphers[attribute(method, "Algorithm") ?? ""];
  if (!cipher || childElements(method).length > 0) throw new Error("another cipher than AES-GCM");
  const key = contentKey(encryptedKey(encrypted, data), privateKey);
  const bytes = cipherValue(data);
  const [iv, tag] = [bytes.subarray(0, lengths.iv), bytes.subarray(-lengths.tag)];
  if (key.length !== cipher.key || bytes.length <= lengths.iv + lengths.tag) throw new Error("of another length");
  const decipher = createDecipheriv(cipher.name, key, iv, { authTagLength: lengths.tag }).setAuthTag(tag);
  const plain = Buffer.concat([decipher.update(bytes.subarray(lengths.iv, -lengths.tag)), decipher.final()]);
  return new TextDecoder("utf-8", { fatal: true }).decode(plain);
};

/** In the KeyInfo of the data or beside the data, and nowhere twice. */
const encryptedKey = (encrypted: Element, data: Element) => {
  const inside = children(data, ds, "KeyInfo").flatMap((info) => children(info, xenc, "EncryptedKey"));
  const [key, another] = [...inside, ...children(encrypted, xenc, "EncryptedKey")];
  if (!key || another) throw new Error("not one EncryptedKey");
  return key;
};

const contentKey = (encrypted: Element, key: KeyObject) =>
  privateDecrypt(
    {
      key,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: oaepHash(only(encrypted, xenc, "EncryptionMethod")),
    },
    cipherValue(encrypted),
  );

/**
 * `rsa-oaep-mgf1p` fixes SHA-1 for the mask, and thereby for the digest here; `rsa-oaep` names both.
 * @see https://www.w3.org/TR/xmlenc-core1/#sec-RSA-OAEP
 */
const oaepHash = (method: Element) => {
  const [digest = "sha1", ...moreDigests] = children(method, ds, "DigestMethod").map(namedIn(digests));
  const [mask = "sha1", ...moreMasks] = children(method, xenc11, "MGF").map(namedIn(masks));
  const known = [`${xenc}rsa-oaep-mgf1p`, `${xenc11}rsa-oaep`].indexOf(algorithmOf(method));
  const allowed = childElements(method).every((child) => is(child, ds, "DigestMethod") || is(child, xenc11, "MGF"));
  if (known < 0 || !allowed || moreDigests.length > 0 || moreMasks.length > 0) throw new Error("not RSA-OAEP");
  if (digest !== mask || (known === 0 && mask !== "sha1")) throw new Error("digest and mask differ");
  return digest;
};

const namedIn = (names: Readonly<Record<string, string>>) => (element: Element) =>
  names[algorithmOf(element)] ?? "unknown";

const algorithmOf = (element: Element) => attribute(element, "Algorithm") ?? "";

const cipherValue = (element: Element) => {
  const text = textOf(only(only(element, xenc, "CipherData"), xenc, "CipherValue"))?.replace(/\s/g, "") ?? "";
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) throw new Error("not base64");
  return bytes;
};

const only = (parent: Element, namespace: string, localName: string) => {
  const [first, another] = children(parent, namespace, localName);
  if (!first || another) throw new Error(`not one ${localName}`);
  return first;
};
