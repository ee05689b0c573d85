import { constants, createDecipheriv, privateDecrypt } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { Fault } from "../fault.ts";
import { made, serviceProvider } from "../testing/made.ts";
import { plan, scene } from "../testing/scene.ts";
import { encryptionFaults } from "./encryption-faults.ts";
import { sealed } from "./sealing.ts";

const named = (name: string): Fault => {
  const fault = encryptionFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  return fault;
};
const misbehaved = (name: string) => made(named(name)).xml;

const values = (xml: string) =>
  [...xml.matchAll(/<xenc:CipherValue>([^<]*)</g)].map(([, value = ""]) => Buffer.from(value, "base64"));

/** What a receiver reads who knows AES-GCM, and takes the key by RSA-OAEP with this hash. @throws when it does not open */
const opened = (xml: string, { key = serviceProvider.key, oaepHash = "sha1" } = {}) => {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = values(xml);
  const [transported, data] = first.length === 256 ? [first, second] : [second, first];
  const contentKey = privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, transported);
  const cipher = contentKey.length === 16 ? "aes-128-gcm" : "aes-256-gcm";
  const decipher = createDecipheriv(cipher, contentKey, data.subarray(0, 12)).setAuthTag(data.subarray(-16));
  return Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]).toString();
};

const signatures = (xml: string) => xml.split("<ds:Signature ").length - 1;

describe.each(encryptionFaults.map((fault) => [fault.name, fault] as const))("%s", (_name, fault) => {
  test("a form can carry it", () => {
    expect(made(fault).deliveries[0].form.SAMLResponse?.length).toBeLessThan(100_000);
  });

  test("its control is signed, and opens where it is to be encrypted", () => {
    const { xml } = made(fault, "control");
    expect(xml).toMatch(/^<samlp:Response [^>]*><saml:Issuer>[^<]*<\/saml:Issuer><ds:Signature /);
    expect(xml.includes("<saml:EncryptedAssertion>")).toBe(fault.needs === "encrypted assertions");
    const read = fault.needs === "encrypted assertions" ? opened(xml) : xml;
    expect(read).toMatch(/>(alice@example\.com|admin@example\.com\.evil\.example)<\/saml:NameID>/);
  });
});

describe("opens, and is", () => {
  const signed = "<ds:SignatureValue>";
  test.each<[string, number, string]>([
    ["encrypted-by-anybody", 0, ">admin@example.com</saml:NameID>"],
    ["encrypted-by-attacker", 1, ">admin@example.com</saml:NameID>"],
    ["encrypted-response-unsigned", 0, signed],
    ["signed-within", 1, signed],
    ["signed-within-by-stranger", 1, signed],
    ["encrypted-assertion-replaced", 1, ">admin@example.com</saml:NameID>"],
    ["two-encrypted-assertions", 1, ">admin@example.com</saml:NameID>"],
    ["plain-beside-encrypted", 1, ">alice@example.com</saml:NameID>"],
    ["aes-128-gcm", 1, ">alice@example.com</saml:NameID>"],
    ["key-beside-data", 1, ">alice@example.com</saml:NameID>"],
    ["encrypted-comment", 1, ">admin@example.com<!---->.evil.example</saml:NameID>"],
    ["encrypted-external-entity", 1, ">&e;</saml:NameID>"],
    ["encrypted-bomb", 1, "<a/>".repeat(5_000)],
    ["encrypted-assertion-within-another", 1, "<saml:Advice><saml:Assertion "],
    ["name-id-encrypted-within", 1, "<saml:Subject><saml:EncryptedID><xenc:EncryptedData "],
  ])("%s: %i signatures outside, and within %s", (name, outside, within) => {
    const xml = misbehaved(name);
    expect(signatures(xml)).toBe(outside);
    expect(opened(xml)).toContain(within);
  });

  test("nothing but text", () => expect(opened(misbehaved("encrypted-text"))).toBe("hello"));

  test("another's", () => {
    // What one key has encrypted may be a larger number than another's modulus (RFC 8017, 7.1.2, step 2).
    expect(() => opened(misbehaved("encrypted-for-another"))).toThrow(/oaep decoding error|data too large for modulus/);
    expect(opened(misbehaved("encrypted-for-another"), { key: scene.keys.attacker.key })).toContain("alice@");
  });

  test("of another hash", () => {
    expect(() => opened(misbehaved("oaep-sha-256"))).toThrow("oaep");
    expect(opened(misbehaved("oaep-sha-256"), { oaepHash: "sha256" })).toContain("alice@");
  });

  test("what it does not say", () => {
    for (const name of ["oaep-unknown-digest", "oaep-other-digest"])
      expect(opened(misbehaved(name))).toContain("alice@");
  });
});

test.each(["gcm-vector-flipped", "gcm-text-flipped", "gcm-tag-flipped", "gcm-tag-cut-off"])(
  "%s: does not open",
  (name) => expect(() => opened(misbehaved(name))).toThrow("unable to authenticate"),
);

test.each([
  ["aes-128-cbc", 'Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"'],
  ["aes-256-cbc", 'Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'],
  ["triple-des", 'Algorithm="http://www.w3.org/2001/04/xmlenc#tripledes-cbc"'],
  ["rsa-1-5", 'Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-1_5"'],
  ["aes-cbc-block-flipped", 'Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'],
  ["aes-cbc-padding-flipped", 'Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"'],
  ["aes-cbc-called-gcm", 'Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"'],
  ["oaep-unknown-digest", "xmldsig-more#md5"],
  ["empty-ciphertext", "<xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>"],
  ["two-encrypted-keys", "</xenc:EncryptedKey><xenc:EncryptedKey "],
  ["no-encrypted-key", '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/><xenc:CipherData>'],
  ["key-to-fetch", '<ds:RetrievalMethod URI="http://attacker.example/key"/></ds:KeyInfo><xenc:CipherData>'],
  ["ciphertext-to-fetch", '<xenc:CipherReference URI="http://attacker.example/ciphertext"/></xenc:CipherData>'],
  ["plain-beside-encrypted", ">admin@example.com</saml:NameID>"],
  ["not-encrypted", ">alice@example.com</saml:NameID>"],
  ["encrypted-name-id", "<saml:Subject><saml:EncryptedID><xenc:EncryptedData "],
  ["encrypted-attribute", "<saml:EncryptedAttribute><xenc:EncryptedData "],
  ["encrypted-unasked", "<saml:EncryptedAssertion><xenc:EncryptedData "],
])("%s: holds %s", (name, part) => expect(misbehaved(name)).toContain(part));

test("nothing is encrypted for a service provider without a certificate", () => {
  expect(() => sealed(plan, { ...scene, encryptionCertificate: undefined })).toThrow("gave no certificate");
});
