import { describe, expect, test } from "@jest/globals";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import { DOMParser } from "@xmldom/xmldom";
import type { Fault } from "../fault.ts";
import { made } from "../testing/made.ts";
import { plan, scene } from "../testing/scene.ts";
import { contentFaults } from "./content-faults.ts";

const named = (name: string): Fault => {
  const fault = contentFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  return fault;
};

const sent = (...given: Parameters<typeof made>) => made(...given).deliveries.at(-1)?.form.SAMLResponse ?? "";
const xmlOf = (...given: Parameters<typeof made>) => Buffer.from(sent(...given), "base64").toString();

describe.each(contentFaults.map((fault) => [fault.name, fault] as const))("%s", (_name, fault) => {
  test.each(["assertion", "response"] as const)("differs from its control, %s signed", (what) => {
    const change = { signing: { ...plan.signing, what } };
    expect(sent(fault, "misbehave", change)).not.toBe(sent(fault, "control", change));
  });
});

/** The text before the first markup, and all text. */
const textsOf = (xml: string, element: string) => {
  const [found] = Array.from(new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName(element));
  const first = found?.firstChild;
  return [first?.nodeValue, found?.textContent];
};

describe("what is split is somebody else to who reads carelessly, and the signature is valid", () => {
  const verified = async (xml: string) => {
    const { issuer, audience } = plan.response;
    const saml = new SAML({
      issuer: audience,
      callbackUrl: plan.action,
      idpIssuer: issuer,
      idpCert: scene.keys.current.certificate,
      validateInResponseTo: ValidateInResponseTo.never,
      // The times are those of a fixed day.
      acceptedClockSkewMs: -1,
    });
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: Buffer.from(xml).toString("base64") });
    return profile?.nameID;
  };

  test.each([
    ["comment-in-name-id", "saml:NameID", "admin@example.com"],
    ["comment-in-attribute-value", "saml:AttributeValue", "admin@example.com"],
    ["comment-in-issuer", "saml:Issuer", "https://idp.test/metadata"],
    ["comment-in-audience", "saml:Audience", "urn:sp"],
    ["cdata-in-name-id", "saml:NameID", "admin@example.com"],
    ["cdata-in-attribute-value", "saml:AttributeValue", "admin@example.com"],
    ["cdata-in-issuer", "saml:Issuer", "https://idp.test/metadata"],
    ["cdata-in-audience", "saml:Audience", "urn:sp"],
    ["comment-signed-with-comments", "saml:NameID", "admin@example.com"],
  ])("%s: the first text", (name, element, meant) => {
    expect(textsOf(xmlOf(named(name)), element)).toEqual([meant, `${meant}.evil.example`]);
  });

  test.each([
    ["processing-instruction-in-name-id", "saml:NameID", "admin@example.com"],
    ["processing-instruction-in-attribute-value", "saml:AttributeValue", "admin@example.com"],
    ["processing-instruction-in-issuer", "saml:Issuer", "https://idp.test/metadata"],
    ["processing-instruction-in-audience", "saml:Audience", "urn:sp"],
  ])("%s: all text but the instruction", (name, element, meant) => {
    expect(textsOf(xmlOf(named(name)), element)).toEqual(["not-", meant]);
  });

  test.each([
    ["comment-in-name-id", "admin@example.com.evil.example"],
    ["cdata-in-name-id", "admin@example.com.evil.example"],
    ["processing-instruction-in-name-id", "not-admin@example.com"],
    ["comment-in-attribute-value", "alice@example.com"],
    ["cdata-in-attribute-value", "alice@example.com"],
    ["processing-instruction-in-attribute-value", "alice@example.com"],
    ["character-reference-in-name-id", "alice@example.com"],
  ])("%s: signed is %s", async (name, nameId) => expect(await verified(xmlOf(named(name)))).toBe(nameId));
});

describe("entities", () => {
  test("ten thousand million laughs, in less than a kilobyte", () => {
    const declared = /^<!DOCTYPE x \[.*?\]>/s.exec(xmlOf(named("billion-laughs")))?.[0] ?? "";
    expect(declared.match(/<!ENTITY/g)).toHaveLength(11);
    expect(declared.match(/&l9;/g)).toHaveLength(10);
    expect(declared.length).toBeLessThan(1_000);
  });

  test.each(["external-entity-file", "external-entity-url"])("%s: what is fetched would be the name", (name) =>
    expect(xmlOf(named(name))).toMatch(/^<!DOCTYPE x \[<!ENTITY e SYSTEM "[^"]+">\]>.*>&e;<\/saml:NameID>/s),
  );
});

describe("what is forged would be somebody else to who falls for it", () => {
  test("a DOCTYPE with other quotes begins a comment that ends before the forged response", () => {
    const written = xmlOf(named("doctype-round-trip")).replace(`'x"><!--'`, `"x"><!--"`);
    const seen = written.replace(/<!--.*?-->/gs, "");
    expect(seen).toMatch(/^<!DOCTYPE response SYSTEM "x"><samlp:Response .*>admin@example\.com<\/saml:NameID>/s);
    expect(seen).not.toContain("alice@example.com</saml:NameID>");
    expect(textsOf(xmlOf(named("doctype-round-trip")), "saml:NameID")).toEqual(Array(2).fill("alice@example.com"));
  });

  test("a second signature without a prefix is the identity provider's, the first an attacker's", () => {
    const xml = xmlOf(named("doctype-default-namespace"));
    const values = [...xml.matchAll(/<(?:ds:)?SignatureValue>([^<]*)/g)].map(([, value]) => value);
    const genuine = /<ds:SignatureValue>([^<]*)/.exec(xmlOf(named("doctype-default-namespace"), "control"))?.[1];
    expect([values.length, values[0]]).toEqual([2, genuine]);
    expect(xml).toMatch(/<samlp:StatusDetail><Signature><SignedInfo>.*>admin@example\.com<\/saml:NameID>/s);
  });

  test("an id through an entity is that of the signed response inside the signature", () => {
    const xml = xmlOf(named("id-through-entity"));
    expect(xml).toMatch(
      /^<!DOCTYPE x \[<!ENTITY viaEntity "_response">\]><samlp:Response [^>]*ID="&viaEntity;".*URI="#_response".*<ds:Object><samlp:Response [^>]*ID="_response".*>alice@example\.com<\/saml:NameID>.*<\/ds:Object>.*>admin@example\.com<\/saml:NameID>/s,
    );
  });
});

describe("size", () => {
  const count = (name: string, part: string) => xmlOf(named(name)).split(part).length - 1;
  test.each([
    ["many-siblings", "<a/>", 16_000],
    ["too-many-siblings", "<a/>", 25_000],
    ["many-levels", "<a>", 9_900],
    ["too-many-levels", "<a>", 20_000],
    ["many-attributes", '=""', 8_000],
    ["too-many-attributes", '=""', 20_000],
    ["thousand-signatures", "<ds:Signature/>", 1_000],
    ["many-signatures", "<ds:Signature/>", 4_000],
    ["too-many-signatures", "<ds:Signature/>", 10_000],
  ])("%s: %s, some %i times", (name, part, about) => {
    expect(count(name, part)).toBeGreaterThan(about * 0.95);
    expect(count(name, part)).toBeLessThan(about * 1.05);
  });

  test("a form of 256 kB carries even the largest", () => {
    for (const fault of contentFaults)
      expect(`${new URLSearchParams({ SAMLResponse: sent(fault) })}`.length).toBeLessThan(256 * 1_024);
  });

  test("100,004 characters are too many, by four", () => {
    expect(sent(named("oversized-response"))).toHaveLength(100_004);
    expect(sent(named("oversized-response"), "control")).toHaveLength(100_000);
  });
});

describe("the form", () => {
  const again = (text: string) => Buffer.from(text, "base64").toString("base64");
  test("what is not quite base64 is the same message to a lenient decoder", () => {
    for (const name of ["junk-in-base64", "blanks-in-base64", "base64url", "unused-bits-in-base64"]) {
      const text = sent(named(name));
      expect(again(text)).not.toBe(text);
      expect(Buffer.from(text, "base64").toString().trim()).toBe(xmlOf(named(name), "control"));
    }
  });

  test("bytes that are not UTF-8", () => {
    for (const name of ["not-utf-8", "overlong-utf-8"]) {
      const bytes = Buffer.from(sent(named(name)), "base64");
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).toThrow("not valid");
    }
  });
});

test.each([
  [
    "xinclude",
    '><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></saml:NameID>',
  ],
  ["prefixed-id", ' xmlns:foo="urn:foo" foo:ID="_assertion" ID="_response"'],
  ["assertion-id-alias", ' AssertionID="_assertion" ID="_response"'],
  ["id-with-quote", `URI="#_x' or '1'='1"`],
  ["saml-1-assertion", '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" '],
  ["other-prefixes", "<a:NameID Format="],
  ["typed-attribute-values", ' xsi:type="xs:string">alice@example.com</saml:AttributeValue>'],
  ["element-in-name-id", ">adm<saml:Audience>X</saml:Audience>in@example.com</saml:NameID>"],
  ["two-name-ids", ">admin@example.com</saml:NameID><saml:NameID "],
  ["attribute-for-name-id", "<saml:Subject><saml:SubjectConfirmation "],
  ["attribute-named-proto", '<saml:Attribute Name="__proto__"><saml:AttributeValue>isAdmin<'],
  ["attribute-of-four-bytes", ">Alice \u{1f680}<"],
])("%s: holds %s", (name, part) => expect(xmlOf(named(name))).toContain(part));

test("every message but those that are to be too large is one that a form can carry", () => {
  for (const fault of contentFaults)
    if (fault.code === "SAML_RESPONSE_TOO_LARGE") expect(sent(fault).length).toBeGreaterThan(100_000);
    else expect([fault.name, sent(fault).length <= 100_000]).toEqual([fault.name, true]);
});
