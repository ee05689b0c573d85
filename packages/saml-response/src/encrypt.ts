import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";

/** What is met in the field, strong and weak: a receiver is tested with all of them. Lengths in bytes. */
const contents = {
  "aes128-gcm": { cipher: "aes-128-gcm", name: "http://www.w3.org/2009/xmlenc11#aes128-gcm", key: 16, iv: 12 },
  "aes192-gcm": { cipher: "aes-192-gcm", name: "http://www.w3.org/2009/xmlenc11#aes192-gcm", key: 24, iv: 12 },
  "aes256-gcm": { cipher: "aes-256-gcm", name: "http://www.w3.org/2009/xmlenc11#aes256-gcm", key: 32, iv: 12 },
  "aes128-cbc": { cipher: "aes-128-cbc", name: "http://www.w3.org/2001/04/xmlenc#aes128-cbc", key: 16, iv: 16 },
  "aes256-cbc": { cipher: "aes-256-cbc", name: "http://www.w3.org/2001/04/xmlenc#aes256-cbc", key: 32, iv: 16 },
  "tripledes-cbc": { cipher: "des-ede3-cbc", name: "http://www.w3.org/2001/04/xmlenc#tripledes-cbc", key: 24, iv: 8 },
} as const;

const mgf1p = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const oaep = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
const sha1 = `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/>`;
const sha256 =
  `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>` +
  `<xenc11:MGF xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha256"/>`;

const transports = {
  "rsa-oaep-mgf1p": { name: mgf1p, parameters: sha1, padding: constants.RSA_PKCS1_OAEP_PADDING, hash: "sha1" },
  "rsa-oaep-sha256": { name: oaep, parameters: sha256, padding: constants.RSA_PKCS1_OAEP_PADDING, hash: "sha256" },
  "rsa-1_5": {
    name: "http://www.w3.org/2001/04/xmlenc#rsa-1_5",
    parameters: "",
    padding: constants.RSA_PKCS1_PADDING,
    hash: "sha1",
  },
} as const;

export interface EncryptOptions {
  /** Of the receiver, PEM. */
  readonly certificate: string;
  /** Default: aes256-gcm. */
  readonly content?: keyof typeof contents;
  /** Default: rsa-oaep-mgf1p. */
  readonly keyTransport?: keyof typeof transports;
  /** Default: in KeyInfo of the data; `beside` puts the key after the data, as some providers do. */
  readonly key?: "inside" | "beside";
}

/**
 * The response with its assertion encrypted. What is signed inside stays signed; a signature of the response comes after.
 * @throws when there is no assertion.
 * @see https://www.w3.org/TR/xmlenc-core1/
 */
export const encrypted = (xml: string, options: EncryptOptions): string => {
  const [assertion] = /<saml:Assertion[ >].*<\/saml:Assertion>/s.exec(xml) ?? [];
  if (assertion === undefined) throw new Error("there is no assertion to encrypt");
  return xml.replace(
    assertion,
    () => `<saml:EncryptedAssertion>${dataOf(standing(assertion), options)}</saml:EncryptedAssertion>`,
  );
};

/** An element of SAML's assertions with the namespace that it has from the response, so that it can be read by itself. */
export const standing = (element: string): string =>
  /^<[^>]* xmlns:saml=/.test(element)
    ? element
    : element.replace(/^<[^ >]+/, (start) => `${start} xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"`);

/** An EncryptedData of any text. */
export const dataOf = (text: string, options: EncryptOptions): string => {
  const { content = "aes256-gcm", keyTransport = "rsa-oaep-mgf1p", key: place = "inside" } = options;
  const { name, key: length } = contents[content];
  const key = randomBytes(length);
  const transported = encryptedKey(key, { certificate: options.certificate, keyTransport });
  const info =
    place === "inside" ? `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${transported}</ds:KeyInfo>` : "";
  return (
    `<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">` +
    `<xenc:EncryptionMethod Algorithm="${name}"/>${info}${cipherData(encipher(text, key, content))}</xenc:EncryptedData>` +
    (place === "beside" ? transported : "")
  );
};

const encryptedKey = (
  key: Buffer,
  { certificate, keyTransport }: { certificate: string; keyTransport: keyof typeof transports },
) => {
  const { name, parameters, padding, hash } = transports[keyTransport];
  const bytes = publicEncrypt({ key: certificate, padding, oaepHash: hash }, key);
  return (
    `<xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">` +
    `<xenc:EncryptionMethod Algorithm="${name}">${parameters}</xenc:EncryptionMethod>${cipherData(bytes)}</xenc:EncryptedKey>`
  );
};

const cipherData = (bytes: Buffer) =>
  `<xenc:CipherData><xenc:CipherValue>${bytes.toString("base64")}</xenc:CipherValue></xenc:CipherData>`;

/** The initialization vector, the ciphertext and, in Galois/counter mode, the tag. */
const encipher = (text: string, key: Buffer, content: keyof typeof contents) => {
  const { cipher, iv: length } = contents[content];
  const iv = randomBytes(length);
  if (!cipher.endsWith("-gcm")) {
    const block = createCipheriv(cipher, key, iv);
    return Buffer.concat([iv, block.update(text, "utf8"), block.final()]);
  }
  const galois = createCipheriv(cipher as "aes-256-gcm", key, iv);
  return Buffer.concat([iv, galois.update(text, "utf8"), galois.final(), galois.getAuthTag()]);
};
