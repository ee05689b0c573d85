// The parts of a signature, as they stand in its text or can be made to stand there.
import { swap } from "../swap.ts";

export const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
export const signatureValue = /<ds:SignatureValue>.*?<\/ds:SignatureValue>/s;
export const keyInfo = /<ds:KeyInfo>.*?<\/ds:KeyInfo>/s;
export const reference = /<ds:Reference .*?<\/ds:Reference>/s;

export const withSignatureMethod = (xml: string, name: string): string => swap(xml, rsaSha256, name);

/** With that URI, or none, in the reference. */
export const withUri = (xml: string, uri: string | undefined): string =>
  swap(xml, / URI="[^"]*"/, uri === undefined ? "" : ` URI="${uri}"`);

export const transform = (algorithm: string, content = ""): string =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;

export const enveloped = transform("http://www.w3.org/2000/09/xmldsig#enveloped-signature");
export const exclusive = transform("http://www.w3.org/2001/10/xml-exc-c14n#");
export const xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";

export const withTransforms = (xml: string, ...transforms: readonly string[]): string =>
  swap(xml, /<ds:Transforms>.*?<\/ds:Transforms>/s, `<ds:Transforms>${transforms.join("")}</ds:Transforms>`);

/** A certificate without the lines around it, as XML Signature has it. */
export const base64Of = (pem: string): string => pem.replace(/-----.*-----|\s/g, "");

export const x509Certificate = (pem: string): string => `<ds:X509Certificate>${base64Of(pem)}</ds:X509Certificate>`;
