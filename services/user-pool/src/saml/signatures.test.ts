import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { SignOptions } from "@gatehouse/saml-response/sign.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { answer, attackerKeys, idpKeys, modes, outcome, sign, swap } from "./testing/answers.ts";

const alice = "alice@example.com";
const good = sign(answer());
const signedInfo = /<ds:SignedInfo>.*?<\/ds:SignedInfo>/s.exec(good)?.[0] ?? "";
const evilInfo = swap(
  signedInfo,
  /<ds:DigestValue>.*?</,
  "<ds:DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=<",
);
const rsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const transforms = /<ds:Transforms>.*<\/ds:Transforms>/;
const transform = (algorithm: string, content = "") =>
  `<ds:Transform Algorithm="${algorithm}">${content}</ds:Transform>`;
const enveloped = transform("http://www.w3.org/2000/09/xmldsig#enveloped-signature");
const exclusive = transform("http://www.w3.org/2001/10/xml-exc-c14n#");
const keyInfo = /<ds:KeyInfo>.*<\/ds:KeyInfo>/s;

const withTransforms = (...algorithms: string[]) =>
  swap(good, transforms, `<ds:Transforms>${algorithms.join("")}</ds:Transforms>`);

describe("STRIP: a signature that signs nothing", () => {
  const reference = /<ds:Reference .*<\/ds:Reference>/s;
  const uri = (value: string) => swap(good, `URI="#_assertion"`, value);
  test.each<[string, string, string]>([
    ["none at all", answer(), "SAML_SIGNATURE_MISSING"],
    [
      "an empty one",
      swap(good, /<ds:Signature .*<\/ds:Signature>/s, `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>`),
      "SAML_SIGNATURE_FORM",
    ],
    ["no Reference", swap(good, reference, ""), "SAML_SIGNATURE_FORM"],
    ["a Reference without URI", uri(""), "SAML_SIGNATURE_FORM"],
    [`URI=""`, uri(`URI=""`), "SAML_SIGNATURE_FORM"],
    ["an XPointer", uri(`URI="#xpointer(id('_assertion'))"`), "SAML_SIGNATURE_FORM"],
    ["the id of the response", uri(`URI="#_response"`), "SAML_SIGNATURE_FORM"],
    ["60 References", swap(good, reference, (reference.exec(good)?.[0] ?? "").repeat(60)), "SAML_SIGNATURE_FORM"],
    [
      "two signatures of one element",
      swap(good, "</ds:Signature>", `</ds:Signature><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>`),
      "SAML_SIGNATURE_FORM",
    ],
    ["no SignatureValue", swap(good, /<ds:SignatureValue>.*<\/ds:SignatureValue>/s, ""), "SAML_SIGNATURE_FORM"],
    [
      "an empty SignatureValue",
      swap(good, /<ds:SignatureValue>.*<\/ds:SignatureValue>/s, "<ds:SignatureValue/>"),
      "SAML_SIGNATURE_FORM",
    ],
    [
      "another SignatureValue",
      swap(good, /<ds:SignatureValue>..../, "<ds:SignatureValue>AAAA"),
      "SAML_SIGNATURE_INVALID",
    ],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));

  describe("a URI on the network", () => {
    let hits = 0;
    const server = createServer((_request, response) => response.end(String(++hits)));
    const url = () => `http://127.0.0.1:${(server.address() as { port: number }).port}/x`;
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
    afterAll(() => {
      server.close();
    });

    test("is not fetched", async () => {
      const retrieved = `<ds:KeyInfo><ds:RetrievalMethod URI="${url()}"/></ds:KeyInfo>`;
      expect(await outcome(uri(`URI="${url()}"`))).toBe("SAML_SIGNATURE_FORM");
      expect(await outcome(`<!DOCTYPE x SYSTEM "${url()}">${good}`)).toBe("SAML_XML_FORBIDDEN");
      expect(await outcome(swap(good, keyInfo, retrieved))).toBe(alice);
      expect(hits).toBe(0);
    });
  });
});

describe("FAKE: KeyInfo convinces nobody", () => {
  const forged = sign(answer(), "assertion", attackerKeys);
  const pasted = sign(answer(), "assertion", { key: attackerKeys.key, certificate: idpKeys.certificate });
  test.each<[string, string, string]>([
    ["the attacker's key and certificate, of the provider's name", forged, "SAML_SIGNATURE_INVALID"],
    ["the attacker's key with the provider's certificate", pasted, "SAML_SIGNATURE_INVALID"],
    [
      "the attacker's key, KeyInfo by value",
      swap(
        forged,
        keyInfo,
        "<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>",
      ),
      "SAML_SIGNATURE_INVALID",
    ],
    [
      "control: the provider's key with the attacker's certificate",
      sign(answer(), "assertion", { certificate: attackerKeys.certificate }),
      alice,
    ],
    ["control: the provider's key without KeyInfo", swap(good, keyInfo, ""), alice],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});

describe.each(modes)("ALG, %s signed", (what) => {
  test.each<[Partial<SignOptions>, string]>([
    [{ signatureAlgorithm: "rsa-sha1" }, "SAML_SIGNATURE_ALGORITHM"],
    [{ digestAlgorithm: "sha1" }, "SAML_SIGNATURE_ALGORITHM"],
    [{ canonicalization: "exc-c14n-with-comments" }, "SAML_SIGNATURE_ALGORITHM"],
    [{ canonicalization: "c14n" }, "SAML_SIGNATURE_ALGORITHM"],
    [{ canonicalization: "c14n-with-comments" }, "SAML_SIGNATURE_ALGORITHM"],
    [{}, alice],
    [{ signatureAlgorithm: "rsa-sha512", digestAlgorithm: "sha512" }, alice],
  ])("%j: %s", async (algorithms, result) => expect(await outcome(sign(answer(), what, algorithms))).toBe(result));
});

describe("ALG, by name", () => {
  const method = (name: string) => swap(good, rsaSha256, name);
  const hmac = (key: string | Buffer) => {
    const name = "http://www.w3.org/2000/09/xmldsig#hmac-sha1";
    const value = createHmac("sha1", key)
      .update(swap(signedInfo, rsaSha256, name))
      .digest("base64");
    return swap(method(name), /<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`);
  };
  const der = Buffer.from(idpKeys.certificate.replace(/-----.*-----|\s/g, ""), "base64");
  test.each<[string, string, string]>([
    ["HMAC with the certificate, PEM", hmac(idpKeys.certificate), "SAML_SIGNATURE_ALGORITHM"],
    ["HMAC with the certificate, DER", hmac(der), "SAML_SIGNATURE_ALGORITHM"],
    ["HMAC with the certificate, base64", hmac(der.toString("base64")), "SAML_SIGNATURE_ALGORITHM"],
    ["rsa-md5", method("http://www.w3.org/2001/04/xmldsig-more#rsa-md5"), "SAML_SIGNATURE_ALGORITHM"],
    ["PSS", method("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"), "SAML_SIGNATURE_ALGORITHM"],
    ["none", method("none"), "SAML_SIGNATURE_ALGORITHM"],
    ["no name", swap(good, ` Algorithm="${rsaSha256}"`, ""), "SAML_SIGNATURE_ALGORITHM"],
    [
      "a decoy in an Object before SignedInfo",
      swap(
        good,
        "<ds:SignedInfo>",
        `<ds:Object><ds:SignatureMethod Algorithm="${rsaSha256}"/></ds:Object><ds:SignedInfo>`,
      ),
      "SAML_SIGNATURE_FORM",
    ],
    [
      "XSLT",
      withTransforms(enveloped, transform("http://www.w3.org/TR/1999/REC-xslt-19991116")),
      "SAML_SIGNATURE_ALGORITHM",
    ],
    [
      "a stylesheet",
      withTransforms(
        enveloped,
        transform(
          "http://www.w3.org/TR/1999/REC-xslt-19991116",
          `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>`,
        ),
      ),
      "SAML_XML_NAMESPACE",
    ],
    [
      "XPath",
      withTransforms(
        transform("http://www.w3.org/TR/1999/REC-xpath-19991116", "<ds:XPath>self::x</ds:XPath>"),
        exclusive,
      ),
      "SAML_SIGNATURE_ALGORITHM",
    ],
    ["three transforms", withTransforms(enveloped, exclusive, exclusive), "SAML_SIGNATURE_FORM"],
    ["no enveloped-signature", withTransforms(exclusive, exclusive), "SAML_SIGNATURE_ALGORITHM"],
    ["transforms in the other order", withTransforms(exclusive, enveloped), "SAML_SIGNATURE_ALGORITHM"],
    [
      "a parameter of canonicalization that is none",
      withTransforms(enveloped, transform("http://www.w3.org/2001/10/xml-exc-c14n#", "<ds:XPath/>")),
      "SAML_SIGNATURE_FORM",
    ],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});

describe("CVE-2025-29774, CVE-2025-29775, CVE-2024-45409: two values to choose from", () => {
  const digest = /<ds:DigestValue>(.*?)<\/ds:DigestValue>/.exec(good)?.[1] ?? "";
  const value = (text: string) => swap(good, `<ds:DigestValue>${digest}</ds:DigestValue>`, text);
  const evil = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  const smuggled = `<ds:DigestValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${evil}</ds:DigestValue>`;
  test.each<[string, string, string]>([
    ["two SignedInfo, the evil one first", swap(good, signedInfo, evilInfo + signedInfo), "SAML_SIGNATURE_FORM"],
    ["two SignedInfo, the evil one last", swap(good, signedInfo, signedInfo + evilInfo), "SAML_SIGNATURE_FORM"],
    [
      "one of them in an Object",
      swap(good, "</ds:Signature>", `<ds:Object>${evilInfo}</ds:Object></ds:Signature>`),
      "SAML_SIGNATURE_FORM",
    ],
    [
      "a comment before the digest",
      value(`<ds:DigestValue><!--${evil}-->${digest}</ds:DigestValue>`),
      "SAML_XML_FORBIDDEN",
    ],
    [
      "a comment behind the digest",
      value(`<ds:DigestValue>${evil}<!--${digest}--></ds:DigestValue>`),
      "SAML_XML_FORBIDDEN",
    ],
    [
      "a processing instruction in the digest",
      value(`<ds:DigestValue><?x ${evil}?>${digest}</ds:DigestValue>`),
      "SAML_XML_FORBIDDEN",
    ],
    ["an element in the digest", value(`<ds:DigestValue>${digest}<ds:X/></ds:DigestValue>`), "SAML_SIGNATURE_FORM"],
    [
      "two digests",
      value(`<ds:DigestValue>${evil}</ds:DigestValue><ds:DigestValue>${digest}</ds:DigestValue>`),
      "SAML_SIGNATURE_FORM",
    ],
    [
      "a digest in StatusDetail",
      swap(good, "</samlp:Status>", `<samlp:StatusDetail>${smuggled}</samlp:StatusDetail></samlp:Status>`),
      "SAML_SIGNATURE_MISPLACED",
    ],
    [
      "a digest in Extensions",
      swap(good, "<samlp:Status>", `<samlp:Extensions>${smuggled}</samlp:Extensions><samlp:Status>`),
      "SAML_SIGNATURE_MISPLACED",
    ],
    ["the digest of nothing", value(`<ds:DigestValue>${evil}</ds:DigestValue>`), "SAML_SIGNATURE_INVALID"],
    [
      "control: a reference to a character in the digest",
      value(`<ds:DigestValue>${digest.replace("=", "&#61;")}</ds:DigestValue>`),
      alice,
    ],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});
