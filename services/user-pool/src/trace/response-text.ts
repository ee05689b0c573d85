import { printable } from "./printable.ts";

/** Room for an assertion with a few hundred groups. */
const longest = 16_384;

/** Of the encoded form; what is longer is no response that could have been let in. */
const longestEncoded = 100_000;

/** Without them a copy of the response lets nobody in. No backtracking: neither class of characters holds a `<`. */
const secret = /(<(?:[\w.-]+:)?(?:SignatureValue|DigestValue|X509Certificate|Modulus|CipherValue)(?:\s[^<>]*)?>)[^<]*/g;

/**
 * The XML of a SAML message as it came, for people to read: decoded whatever it is, without signatures, certificates
 * and cipher texts.
 * @param encoded the form field, in base64
 */
export const responseText = (encoded: string): string => {
  const xml = Buffer.from(encoded.slice(0, longestEncoded), "base64").toString("utf8");
  return printable(xml.replace(secret, "$1[removed]"), longest);
};
