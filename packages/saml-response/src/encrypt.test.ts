import { constants, createDecipheriv, privateDecrypt } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { encrypted, standing } from "./encrypt.ts";
import { selfSigned } from "./key-pair.ts";
import { samlResponse } from "./response.ts";

const { key, certificate } = await selfSigned({ commonName: "receiver" });
const response = samlResponse({
  issuer: "https://idp.example.com/metadata",
  audience: "urn:sp",
  recipient: "https://sp.example.com/acs",
  destination: "https://sp.example.com/acs",
  nameId: "älice@example.com",
  attributes: {},
});
const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(response)?.[0] ?? "";

const values = (xml: string) =>
  [...xml.matchAll(/<xenc:CipherValue>([^<]*)</g)].map(([, value = ""]) => Buffer.from(value, "base64"));

describe("encrypted", () => {
  test.each([
    ["rsa-oaep-mgf1p", "sha1"],
    ["rsa-oaep-sha256", "sha256"],
  ] as const)("by AES-256-GCM and %s opens with the receiver's key, and only there", (keyTransport, oaepHash) => {
    const xml = encrypted(response, { certificate, keyTransport });
    expect(xml).not.toContain("<saml:Assertion");
    const [transported = Buffer.alloc(0), data = Buffer.alloc(0)] = values(xml);
    const contentKey = privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, transported);
    const decipher = createDecipheriv("aes-256-gcm", contentKey, data.subarray(0, 12));
    decipher.setAuthTag(data.subarray(-16));
    const plain = Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]).toString();
    expect(plain).toBe(
      assertion.replace("<saml:Assertion", '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'),
    );
  });

  test("beside the data stands the key, where that is asked for", () => {
    expect(encrypted(response, { certificate })).toContain("</xenc:EncryptedKey></ds:KeyInfo>");
    expect(encrypted(response, { certificate, key: "beside" })).toContain("</xenc:EncryptedData><xenc:EncryptedKey");
  });

  test("needs an assertion", () => {
    expect(() => encrypted("<a/>", { certificate })).toThrow("there is no assertion");
  });
});

test.each([
  ["<saml:NameID>a</saml:NameID>", '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">a</saml:NameID>'],
  ['<saml:X Y="z"/>', '<saml:X xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Y="z"/>'],
  ['<saml:X xmlns:saml="urn:x"/>', '<saml:X xmlns:saml="urn:x"/>'],
])("%s stands by itself as %s", (element, alone) => expect(standing(element)).toBe(alone));
