/** Encrypted assertions: what is let in, and that nobody learns from a refusal why something did not decrypt. */
import { createPrivateKey } from "node:crypto";
import { dataOf, type EncryptOptions, encrypted } from "@gatehouse/saml-response/encrypt.ts";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { describe, expect, test } from "@jest/globals";
import { SamlRefusal } from "./refusal.ts";
import { acs, answer, attackerKeys, base64, expected, outcome, requestId, sign, swap } from "./testing/answers.ts";
import { verifyResponse } from "./verify-response.ts";

const alice = "alice@example.com";
const [own, other] = await Promise.all([selfSigned({ commonName: "pool" }), selfSigned({ commonName: "pool" })]);
const decryptionKey = createPrivateKey(own.key);

const { certificate } = own;
const sealed = (xml = answer(), options: Partial<EncryptOptions> = {}) => encrypted(xml, { certificate, ...options });
const opened = (xml: string, change = {}) => outcome(xml, { decryptionKey, ...change });
const good = sign(sealed(), "response");

describe("let in", () => {
  test.each<[string, string]>([
    ["AES-256-GCM, RSA-OAEP of XML Encryption 1.0", good],
    ["AES-128-GCM", sign(sealed(answer(), { content: "aes128-gcm" }), "response")],
    ["RSA-OAEP with SHA-256", sign(sealed(answer(), { keyTransport: "rsa-oaep-sha256" }), "response")],
    ["the key beside the data", sign(sealed(answer(), { key: "beside" }), "response")],
    ["the assertion signed inside, too", sign(sealed(sign(answer())), "response")],
  ])("%s", async (_name, xml) => expect(await opened(xml)).toBe(alice));

  test("is read in full", async () => {
    expect(await verifyResponse(base64(good), { ...expected, decryptionKey })).toEqual(
      await verifyResponse(base64(sign(answer())), expected),
    );
  });
});

describe("signatures", () => {
  const forged = answer({ nameId: "admin@example.com" });
  test.each<[string, string, string]>([
    ["none: encryption is no proof, for everybody has the certificate", sealed(forged), "SAML_SIGNATURE_POLICY"],
    ["the assertion's alone, inside", sealed(sign(answer())), "SAML_SIGNATURE_POLICY"],
    ["the response's, by an attacker", sign(sealed(forged), "response", attackerKeys), "SAML_SIGNATURE_INVALID"],
    [
      "the response's, and inside one by an attacker",
      sign(sealed(sign(answer(), "assertion", attackerKeys)), "response"),
      "SAML_SIGNATURE_INVALID",
    ],
    [
      "the response's, with the ciphertext of another",
      swap(
        good,
        /<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s,
        /<saml:EncryptedAssertion>.*<\/saml:EncryptedAssertion>/s.exec(sealed(forged))?.[0] ?? "",
      ),
      "SAML_SIGNATURE_INVALID",
    ],
    ["SHA-1", sign(sealed(), "response", { signatureAlgorithm: "rsa-sha1" }), "SAML_SIGNATURE_ALGORITHM"],
    ["control", good, alice],
  ])("%s", async (_name, xml, result) => expect(await opened(xml)).toBe(result));
});

describe("what is decrypted is checked as strictly as what comes in the clear", () => {
  const of = (change: Parameters<typeof answer>[0]) => sign(sealed(answer(change)), "response");
  test.each<[string, string, string]>([
    ["audience", of({ audience: "urn:other" }), "SAML_AUDIENCE_MISMATCH"],
    ["recipient", of({ recipient: "https://other.test/" }), "SAML_RECIPIENT_MISMATCH"],
    ["destination", of({ destination: `${acs}/` }), "SAML_DESTINATION_MISMATCH"],
    ["request", of({ inResponseTo: "_another" }), "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["issuer", of({ issuer: "https://other.test/" }), "SAML_ISSUER_MISMATCH"],
    ["status", of({ statusCode: "urn:oasis:names:tc:SAML:2.0:status:Requester" }), "SAML_STATUS_NOT_SUCCESS"],
    ["time", of({ now: new Date(expected.now.getTime() - 3_600_000) }), "SAML_RESPONSE_EXPIRED"],
    [
      "request in the assertion",
      sign(sealed(swap(answer(), `Recipient="${acs}" InResponseTo="${requestId}"`, `Recipient="${acs}"`)), "response"),
      "SAML_IN_RESPONSE_TO_MISMATCH",
    ],
    [
      "namespaces",
      sign(sealed(swap(answer(), "<saml:Conditions ", '<x:y xmlns:x="urn:x"/><saml:Conditions ')), "response"),
      "SAML_XML_NAMESPACE",
    ],
    [
      "a second assertion within",
      sign(
        sealed(swap(answer(), "<saml:Conditions ", "<saml:Advice><saml:Assertion/></saml:Advice><saml:Conditions ")),
        "response",
      ),
      "SAML_STRUCTURE_INVALID",
    ],
  ])("%s", async (_name, xml, result) => expect(await opened(xml)).toBe(result));
});

describe("an unencrypted assertion, where it must be encrypted", () => {
  const plain = /<saml:Assertion .*<\/saml:Assertion>/s.exec(answer({ assertionId: "_plain" }))?.[0] ?? "";
  test.each<[string, string, string]>([
    ["alone", sign(answer(), "both"), "SAML_ASSERTION_NOT_ENCRYPTED"],
    [
      "beside an encrypted one",
      sign(swap(sealed(), "<saml:EncryptedAssertion>", `${plain}<saml:EncryptedAssertion>`), "response"),
      "SAML_ASSERTION_NOT_ENCRYPTED",
    ],
    [
      "two encrypted ones",
      sign(swap(sealed(), "</samlp:Response>", `<saml:EncryptedAssertion/></samlp:Response>`), "response"),
      "SAML_STRUCTURE_INVALID",
    ],
  ])("%s", async (_name, xml, result) => expect(await opened(xml)).toBe(result));

  test("control: where nobody asked for encryption it is refused", async () => {
    expect(await outcome(good)).toBe("SAML_ASSERTION_ENCRYPTED");
  });
});

/** The refusal, as far as anybody could see it. */
const refusal = async (xml: string) => {
  try {
    return (await verifyResponse(base64(xml), { ...expected, decryptionKey })).nameId;
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    const { code, message, wire, shownOn, received, expected: wanted, cause } = error;
    return { code, message, wire, shownOn, received, wanted, cause };
  }
};

describe("one error for every fault of decryption", () => {
  const signed = (xml: string) => sign(xml, "response");
  const value = /(<xenc:CipherValue>)([^<]*)(<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/;
  const flipped = (xml: string, at: number) =>
    xml.replace(value, (_all, start, text, end) => {
      const bytes = Buffer.from(text, "base64");
      const index = at < 0 ? bytes.length + at : at;
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      return start + bytes.toString("base64") + end;
    });
  const key = /<xenc:EncryptedKey .*?<\/xenc:EncryptedKey>/s;
  const twoKeys = swap(sealed(), key, (key.exec(sealed())?.[0] ?? "").repeat(2));
  const ofText = (text: string) =>
    swap(sealed(), /<xenc:EncryptedData.*<\/xenc:EncryptedData>/s, dataOf(text, { certificate }));

  test.each<[string, string]>([
    ["AES-CBC", sealed(answer(), { content: "aes256-cbc" })],
    ["AES-128-CBC", sealed(answer(), { content: "aes128-cbc" })],
    ["a flipped block of AES-CBC", flipped(sealed(answer(), { content: "aes256-cbc" }), 40)],
    ["a flipped end of AES-CBC, where its padding is", flipped(sealed(answer(), { content: "aes256-cbc" }), -17)],
    ["3DES", sealed(answer(), { content: "tripledes-cbc" })],
    ["AES-192-GCM", sealed(answer(), { content: "aes192-gcm" })],
    [
      "AES-CBC that calls itself GCM",
      swap(
        sealed(answer(), { content: "aes256-cbc" }),
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "http://www.w3.org/2009/xmlenc11#aes256-gcm",
      ),
    ],
    ["RSA 1.5", sealed(answer(), { keyTransport: "rsa-1_5" })],
    ["another digest than the mask's", swap(sealed(), "xmldsig#sha1", "xmldsig#md5")],
    [
      "SHA-256 that was SHA-1",
      swap(sealed(), "http://www.w3.org/2000/09/xmldsig#sha1", "http://www.w3.org/2001/04/xmlenc#sha256"),
    ],
    ["another's certificate", sealed(answer(), { certificate: other.certificate })],
    ["a flipped bit of the initialization vector", flipped(sealed(), 0)],
    ["a flipped bit of the text", flipped(sealed(), 20)],
    ["a flipped bit of the tag", flipped(sealed(), -1)],
    [
      "a text cut off",
      swap(sealed(), value, "<xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>"),
    ],
    ["no text", swap(sealed(), value, "<xenc:CipherValue></xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>")],
    ["two keys", twoKeys],
    ["no key", swap(sealed(), key, "")],
    ["no method", swap(sealed(), /<xenc:EncryptionMethod Algorithm="[^"]*gcm"\/>/, "")],
    ["no data", swap(sealed(), /<xenc:EncryptedData.*<\/xenc:EncryptedData>/s, "")],
    ["text that is no XML", ofText("hello")],
    ["XML with a comment", ofText("<a><!-- --></a>")],
  ])("%s", async (_name, xml) => {
    expect(await refusal(signed(xml))).toEqual({
      code: "SAML_DECRYPTION_FAILED",
      message: "The assertion must be encrypted by AES-GCM and RSA-OAEP for the provider's encryption certificate.",
      wire: "Invalid SAML response received: SAML Response is invalid. ",
      shownOn: "redirect",
      received: undefined,
      wanted: undefined,
      cause: undefined,
    });
  });

  test("control: text that is an assertion", async () => {
    const [assertion = ""] = /<saml:Assertion .*<\/saml:Assertion>/s.exec(answer()) ?? [];
    const standing = swap(
      assertion,
      "<saml:Assertion",
      '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    );
    expect(await refusal(signed(ofText(standing)))).toBe(alice);
  });
});
