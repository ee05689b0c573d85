/** Signature wrapping: a signed element stays valid somewhere in the document, and another is read in its place. */
import { describe, expect, test } from "@jest/globals";
import { answer, outcome, sign, swap } from "./testing/answers.ts";

const assertionOf = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? "";
const signatureOf = (xml: string) => /<ds:Signature .*?<\/ds:Signature>/s.exec(xml)?.[0] ?? "";
const without = (xml: string, part: string) => swap(xml, part, "");

const bySigned = {
  assertion: sign(answer()),
  response: sign(answer(), "response"),
} as const;

/** A: signed assertion, S: its signature, E: the attacker's, under another id. */
const A = assertionOf(bySigned.assertion);
const S = signatureOf(A);
const bare = without(A, S);
const E = swap(swap(bare, `ID="_assertion"`, `ID="_evil"`), ">alice@", ">admin@");
const evilWithS = swap(swap(A, `ID="_assertion"`, `ID="_evil"`), ">alice@", ">admin@");
const inA = (content: string) => swap(bySigned.assertion, A, content);

/** R: signed response, its signature, and the attacker's response around or beside it. */
const R = bySigned.response;
const SR = signatureOf(R);
const bareR = without(R, SR);
const evilR = swap(
  swap(swap(R, `ID="_response"`, `ID="_evil"`), `ID="_assertion"`, `ID="_evil2"`),
  ">alice@",
  ">admin@",
);

const twice = "SAML_STRUCTURE_INVALID";

describe("XSW", () => {
  test.each<[string, string, string]>([
    ["control: assertion signed", bySigned.assertion, "alice@example.com"],
    ["control: response signed", bySigned.response, "alice@example.com"],
    [
      "control: the parts, put together again",
      inA(swap(bare, "</saml:Issuer>", `</saml:Issuer>${S}`)),
      "alice@example.com",
    ],
    ["1: the response within its signature", swap(evilR, "</ds:Signature>", `${bareR}</ds:Signature>`), twice],
    ["2: the response before its signature", swap(evilR, SR, `${bareR}${SR}`), twice],
    ["3: the evil assertion before the signed one", inA(E + A), twice],
    ["3b: the evil assertion after the signed one (CVE-2022-41912)", inA(A + E), twice],
    ["4: the signed assertion within the evil one", inA(swap(E, "</saml:Assertion>", `${A}</saml:Assertion>`)), twice],
    ["5: the signature in the evil assertion, the signed one at the end", inA(evilWithS + bare), twice],
    [
      "6: the signed assertion within the evil one's signature",
      inA(swap(evilWithS, "</ds:Signature>", `${bare}</ds:Signature>`)),
      twice,
    ],
    [
      "7: the evil assertion in Extensions",
      inA(`<samlp:Extensions>${swap(E, "_evil", "_assertion2")}</samlp:Extensions>${A}`),
      twice,
    ],
    [
      "8: the signed assertion in an Object of the signature",
      inA(swap(evilWithS, "</ds:Signature>", `<ds:Object>${bare}</ds:Object></ds:Signature>`)),
      twice,
    ],
    [
      "9: the signed assertion in the evil one's Advice",
      inA(swap(E, "<saml:Conditions", `<saml:Advice>${A}</saml:Advice><saml:Conditions`)),
      twice,
    ],
    [
      "9: the evil assertion in StatusDetail",
      swap(bySigned.assertion, "</samlp:Status>", `<samlp:StatusDetail>${E}</samlp:StatusDetail></samlp:Status>`),
      twice,
    ],
    [
      "9: the signed assertion in an attribute's value",
      inA(swap(E, "<saml:AttributeValue>", `<saml:AttributeValue>${A}`)),
      twice,
    ],
    ["9: the same id twice", inA(A + swap(bare, ">alice@", ">admin@")), "SAML_XML_ID"],
    ["the signature beside the assertion", inA(`${S}${bare}`), "SAML_SIGNATURE_FORM"],
    [
      "the signature in the subject",
      inA(swap(bare, "<saml:Subject>", `<saml:Subject>${S}`)),
      "SAML_SIGNATURE_MISPLACED",
    ],
    ["the assertion in an element of its own", inA(`<samlp:Extensions>${A}</samlp:Extensions>`), twice],
    [
      "the assertion alone",
      A.replace("<saml:Assertion", `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"`),
      twice,
    ],
    [
      "another response in Extensions",
      swap(
        bySigned.assertion,
        "<samlp:Status>",
        "<samlp:Extensions><samlp:Response/></samlp:Extensions><samlp:Status>",
      ),
      twice,
    ],
    ["the assertion changed", inA(swap(A, ">alice@", ">admin@")), "SAML_SIGNATURE_INVALID"],
    ["the signed response changed", swap(R, ">alice@", ">admin@"), "SAML_SIGNATURE_INVALID"],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});

const encrypted = `<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/></saml:EncryptedAssertion>`;

describe("MULTI", () => {
  const second = assertionOf(sign(answer({ assertionId: "_second", nameId: "bob@example.com" })));
  test.each<[string, string, string]>([
    ["two assertions, both signed", inA(A + second), twice],
    ["one plain and one encrypted", inA(A + encrypted), twice],
    ["one encrypted", inA(encrypted), "SAML_ASSERTION_ENCRYPTED"],
    ["none", inA(""), twice],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});

describe("IDS and NS: one reading only", () => {
  const response = (from: string | RegExp, to: string) => swap(bySigned.assertion, from, to);
  test.each<[string, string, string]>([
    [
      "foo:ID",
      response(`ID="_response"`, `ID="_response" xmlns:foo="urn:foo" foo:ID="_assertion"`),
      "SAML_XML_NAMESPACE",
    ],
    ["samlp:ID beside ID", response(`ID="_response"`, `ID="_response" samlp:ID="_other"`), "SAML_XML_NAMESPACE"],
    ["xml:id", response(`ID="_response"`, `ID="_response" xml:id="_other"`), "SAML_XML_ID"],
    ["Id on an element of SAML", response(`ID="_response"`, `ID="_response" Id="_other"`), "SAML_XML_ID"],
    ["id", response(`ID="_response"`, `ID="_response" id="_assertion"`), "SAML_XML_ID"],
    ["AssertionID", response(`ID="_response"`, `ID="_response" AssertionID="_assertion"`), "SAML_XML_ID"],
    ["ID on an element of XML Signature", response("<ds:Signature ", `<ds:Signature ID="_x" `), "SAML_XML_ID"],
    ["ID absent", response(` ID="_response"`, ""), "SAML_XML_ID"],
    ["ID empty", response(`ID="_response"`, `ID=""`), "SAML_XML_ID"],
    ["ID with a quote", response(`ID="_response"`, `ID="_'or'1"`), "SAML_XML_ID"],
    ["ID through an entity (CVE-2023-23369)", response(`ID="_response"`, `ID="&id;"`), "SAML_XML_ENTITY"],
    [
      "Response in a foreign namespace",
      response("urn:oasis:names:tc:SAML:2.0:protocol", "urn:evil"),
      "SAML_XML_NAMESPACE",
    ],
    [
      "Response in the namespace of assertions",
      response("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:2.0:assertion"),
      "SAML_STRUCTURE_INVALID",
    ],
    ["element without a namespace", response("<samlp:Status>", "<x/><samlp:Status>"), "SAML_XML_NAMESPACE"],
    ["undeclared prefix", response("<samlp:Status>", "<y:x/><samlp:Status>"), "SAML_XML_NAMESPACE"],
    [
      "control: Id on an element of XML Signature",
      response("<ds:Signature ", `<ds:Signature Id="_x" `),
      "alice@example.com",
    ],
    [
      "control: xml:lang and an absolute namespace",
      response("<samlp:Status>", `<samlp:Status xmlns:x="urn:x" xml:lang="en">`),
      "alice@example.com",
    ],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});
