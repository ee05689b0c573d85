/** What an identity provider signed itself, and what must be refused of it all the same: each attack beside its harmless twin. */
import { describe, expect, test } from "@jest/globals";
import {
  acs,
  answer,
  entityId,
  idp,
  modes,
  outcome,
  requestId,
  sign,
  signIfPossible,
  status,
  swap,
} from "./testing/answers.ts";

const alice = "alice@example.com";

describe.each(modes)("a response with %s signed", (what) => {
  // What the identity provider signed itself, and what must be refused of it all the same.
  const recipient = `Recipient="${acs}"`;
  const inData = ` InResponseTo="${requestId}"></saml:SubjectConfirmationData>`;
  const inResponse = ` InResponseTo="${requestId}" Version`;
  const restriction = /<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/;
  const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  const vouches = bearer.replace("bearer", "sender-vouches");
  const audiences = (...names: string[]) =>
    `<saml:AudienceRestriction>${names.map((name) => `<saml:Audience>${name}</saml:Audience>`).join("")}</saml:AudienceRestriction>`;
  const issuer = "<saml:Issuer>https://idp.test/metadata</saml:Issuer>";
  const nameId = /<saml:NameID.*<\/saml:NameID>/;

  test.each<[string, string, string]>([
    ["IRT absent", answer({ inResponseTo: undefined }), "SAML_UNSOLICITED"],
    [
      "IRT in the response only",
      swap(answer(), inData, "></saml:SubjectConfirmationData>"),
      "SAML_IN_RESPONSE_TO_MISMATCH",
    ],
    ["IRT in the assertion only", swap(answer(), inResponse, " Version"), "SAML_UNSOLICITED"],
    ["IRT of another request", answer({ inResponseTo: "_another" }), "SAML_IN_RESPONSE_TO_MISMATCH"],
    [
      "IRT of another request in the assertion",
      swap(answer(), inData, ` InResponseTo="_x"></saml:SubjectConfirmationData>`),
      "SAML_IN_RESPONSE_TO_MISMATCH",
    ],
    ["IRT __proto__", answer({ inResponseTo: "__proto__" }), "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["IRT constructor", answer({ inResponseTo: "constructor" }), "SAML_IN_RESPONSE_TO_MISMATCH"],
    ["RCPT of another service", answer({ recipient: "https://other.test/acs" }), "SAML_RECIPIENT_MISMATCH"],
    ["RCPT absent", swap(answer(), recipient, ""), "SAML_RECIPIENT_MISMATCH"],
    ["RCPT with a query", answer({ recipient: `${acs}?x=1` }), "SAML_RECIPIENT_MISMATCH"],
    ["Destination of another service", answer({ destination: "https://other.test/acs" }), "SAML_DESTINATION_MISMATCH"],
    ["Destination absent", swap(answer(), ` Destination="${acs}"`, ""), "SAML_DESTINATION_MISMATCH"],
    ["Destination with a query", answer({ destination: `${acs}?x=1` }), "SAML_DESTINATION_MISMATCH"],
    ["Destination in capitals", answer({ destination: acs.replace("pool", "POOL") }), "SAML_DESTINATION_MISMATCH"],
    [
      "Destination with a port",
      answer({ destination: acs.replace(".test", ".test:443") }),
      "SAML_DESTINATION_MISMATCH",
    ],
    [
      "AUD of another service",
      answer({ audience: "urn:amazon:cognito:sp:us-east-1_Other0000" }),
      "SAML_AUDIENCE_MISMATCH",
    ],
    ["AUD with a slash", answer({ audience: `${entityId}/` }), "SAML_AUDIENCE_MISMATCH"],
    ["AUD as a prefix", answer({ audience: `${entityId}.evil.test` }), "SAML_AUDIENCE_MISMATCH"],
    ["AUD none", swap(answer(), restriction, ""), "SAML_AUDIENCE_MISMATCH"],
    ["AUD restriction empty", swap(answer(), restriction, audiences()), "SAML_AUDIENCE_MISMATCH"],
    [
      "AUD two restrictions, one mismatching",
      swap(answer(), restriction, audiences(entityId) + audiences("urn:other")),
      "SAML_AUDIENCE_MISMATCH",
    ],
    ["Conditions absent", swap(answer(), /<saml:Conditions.*<\/saml:Conditions>/, ""), "SAML_ASSERTION_INVALID"],
    ["METHOD sender-vouches", swap(answer(), bearer, vouches), "SAML_CONFIRMATION_METHOD"],
    [
      "METHOD holder-of-key",
      swap(answer(), bearer, bearer.replace("bearer", "holder-of-key")),
      "SAML_CONFIRMATION_METHOD",
    ],
    [
      "METHOD two, the bearer's not for us",
      twoConfirmations(bearer, "https://other.test/acs", vouches, acs),
      "SAML_RECIPIENT_MISMATCH",
    ],
    [
      "METHOD no SubjectConfirmation",
      swap(answer(), /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/, ""),
      "SAML_CONFIRMATION_METHOD",
    ],
    ["STATUS AuthnFailed", answer({ statusCode: status("AuthnFailed") }), "SAML_STATUS_NOT_SUCCESS"],
    ["STATUS Requester", answer({ statusCode: status("Requester") }), "SAML_STATUS_NOT_SUCCESS"],
    ["STATUS none", swap(answer(), /<samlp:Status>.*<\/samlp:Status>/, ""), "SAML_STATUS_NOT_SUCCESS"],
    [
      "STATUS twice",
      swap(
        answer(),
        "</samlp:Status>",
        `</samlp:Status><samlp:Status><samlp:StatusCode Value="${status("Requester")}"/></samlp:Status>`,
      ),
      "SAML_STATUS_NOT_SUCCESS",
    ],
    [
      "MIXUP issuer of another provider in the response",
      swap(answer(), issuer, issuer.replace("idp.", "idp-b.")),
      "SAML_ISSUER_MISMATCH",
    ],
    [
      "MIXUP issuer of another provider in the assertion",
      swap(
        answer(),
        `IssueInstant="2026-11-23T12:00:00.000Z">${issuer}`,
        `IssueInstant="2026-11-23T12:00:00.000Z">${issuer.replace("idp.", "idp-b.")}`,
      ),
      "SAML_ISSUER_MISMATCH",
    ],
    ["MIXUP issuer of another provider", answer({ issuer: "https://idp-b.test/metadata" }), "SAML_ISSUER_MISMATCH"],
    ["Version 1.1 of the response", swap(answer(), `Version="2.0"`, `Version="1.1"`), "SAML_VERSION_UNSUPPORTED"],
    [
      "Version 1.1 of the assertion",
      swap(answer(), `ID="_assertion" Version="2.0"`, `ID="_assertion" Version="1.1"`),
      "SAML_VERSION_UNSUPPORTED",
    ],
    ["Subject absent", swap(answer(), /<saml:Subject>.*<\/saml:Subject>/, ""), "SAML_ASSERTION_INVALID"],
    ["NameID absent", swap(answer(), nameId, ""), "SAML_ASSERTION_INVALID"],
    [
      "NameID twice",
      swap(answer(), nameId, "<saml:NameID>bob</saml:NameID><saml:NameID>alice</saml:NameID>"),
      "SAML_ASSERTION_INVALID",
    ],
    ["NameID blank", answer({ nameId: " " }), "SAML_NAME_ID_INVALID"],
    [
      "NameID with an element",
      swap(answer(), nameId, "<saml:NameID>adm<saml:Audience>X</saml:Audience>in</saml:NameID>"),
      "SAML_NAME_ID_INVALID",
    ],
    ["NameID written right to left", answer({ nameId: "alice\u202emoc.elpmaxe" }), "SAML_NAME_ID_INVALID"],
    ["NameID with a blank of no width", answer({ nameId: "ali\u200bce@example.com" }), "SAML_NAME_ID_INVALID"],
    ...["\u00a0", "\ufeff", "\u2003"].map((blank): [string, string, string] => [
      `NameID with U+${blank.codePointAt(0)?.toString(16)} behind it`,
      answer({ nameId: `alice@example.com${blank}` }),
      "SAML_NAME_ID_INVALID",
    ]),
    ["audience with a blank that does not break", answer({ audience: `${entityId}\u00a0` }), "SAML_AUDIENCE_MISMATCH"],
    ["issuer with a blank that does not break", answer({ issuer: `${idp.entityId}\u00a0` }), "SAML_ISSUER_MISMATCH"],
    ["NameID too long", answer({ nameId: "a".repeat(1_025) }), "SAML_NAME_ID_INVALID"],
    ["NameID encrypted", swap(answer(), nameId, "<saml:EncryptedID/>"), "SAML_ASSERTION_ENCRYPTED"],
    [
      "AuthnStatement absent",
      swap(answer(), /<saml:AuthnStatement.*<\/saml:AuthnStatement>/, ""),
      "SAML_AUTHN_STATEMENT_MISSING",
    ],
    ["attribute named twice", swap(answer(), `Name="groups"`, `Name="email"`), "SAML_ATTRIBUTE_DUPLICATE"],
    [
      "attribute value of four bytes",
      answer({ attributes: { name: ["Alice \u{1f680}"] } }),
      "SAML_ATTRIBUTE_CHARACTER",
    ],
    [
      "NS assertion of SAML 1.1",
      swap(answer(), `<saml:Assertion`, `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"`),
      "SAML_XML_NAMESPACE",
    ],
    ["NS relative name", swap(answer(), "<samlp:Response", `<samlp:Response xmlns:ns="1"`), "SAML_XML_NAMESPACE"],
    ["IDS of response and assertion alike", answer({ id: "_same", assertionId: "_same" }), "SAML_XML_ID"],
    ["IDS too long", answer({ assertionId: `_${"a".repeat(10_000)}` }), "SAML_XML_ID"],
  ])("%s: refused", async (_name, xml, code) => {
    expect(await outcome(signIfPossible(xml, what))).toBe(code);
  });

  test.each<[string, string, string]>([
    ["IRT as asked", answer(), alice],
    ["audience beside others in one restriction", swap(answer(), restriction, audiences("urn:other", entityId)), alice],
    ["audience with white space around it", answer({ audience: `\n  ${entityId}\n` }), alice],
    [
      "bearer confirmation after another method's",
      twoConfirmations(vouches, "https://other.test/acs", bearer, acs),
      alice,
    ],
    [
      "bearer confirmation after one that is not for us",
      twoConfirmations(bearer, "https://other.test/acs", bearer, acs),
      alice,
    ],
    ["white space around the NameID", answer({ nameId: `\n    ${alice}\n  ` }), alice],
    ["NameID of other letters", answer({ nameId: "ålice@例え.jp" }), "ålice@例え.jp"],
    ["attribute value of three bytes", answer({ attributes: { name: ["愛莉"] } }), alice],
    [
      "attribute named __proto__",
      answer({ attributes: { ["__proto__" as string]: ["x"], constructor: ["y"] } }),
      alice,
    ],
    [
      "types and foreign attributes on attributes",
      swap(
        answer(),
        `<saml:Attribute Name="email">`,
        `<saml:Attribute xmlns:x500="urn:oasis:names:tc:SAML:2.0:profiles:attribute:X500" x500:Encoding="LDAP" Name="email">`,
      ),
      alice,
    ],
  ])("%s: accepted", async (_name, xml, result) => {
    expect(await outcome(sign(xml, what))).toBe(result);
  });
});

function twoConfirmations(first: string, firstRecipient: string, second: string, secondRecipient: string) {
  const confirmation = (method: string, recipient: string) =>
    `<saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData NotOnOrAfter="2026-11-23T12:05:00Z" Recipient="${recipient}" InResponseTo="${requestId}"/></saml:SubjectConfirmation>`;
  return swap(
    answer(),
    /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/,
    confirmation(first, firstRecipient) + confirmation(second, secondRecipient),
  );
}
