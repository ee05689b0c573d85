import { describe, expect, test } from "@jest/globals";
import { refusalCodes, SamlRefusal } from "./refusal.ts";
import {
  answer,
  attackerKeys,
  base64,
  entityId,
  expected,
  idp,
  idpKeys,
  modes,
  outcome,
  sign,
  status,
  swap,
} from "./testing/answers.ts";
import { verifyResponse } from "./verify-response.ts";

const alice = "alice@example.com";

describe.each(modes)("a response with %s signed", (what) => {
  test("is read in full", async () => {
    expect(await verifyResponse(base64(sign(answer(), what)), expected)).toEqual({
      assertionId: "_assertion",
      issuer: idp.entityId,
      nameId: alice,
      nameIdAttributes: { Format: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified" },
      nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
      sessionIndex: "_session",
      attributes: new Map([
        ["email", [alice]],
        ["groups", ["staff", "traders"]],
      ]),
      notOnOrAfter: new Date("2026-11-23T12:06:00Z"),
    });
  });

  test("may be of 300 groups", async () => {
    const groups = Array.from({ length: 300 }, (_, index) => `CN=group-${index},OU=Groups,DC=corp,DC=example`);
    const verified = await verifyResponse(base64(sign(answer({ attributes: { groups } }), what)), expected);
    expect(verified.attributes.get("groups")).toEqual(groups);
  });
});

describe("MIXUP", () => {
  test.each<[string, string, object, string]>([
    ["control: the provider's own key", sign(answer()), {}, alice],
    ["another's key under the provider's name", sign(answer(), "both", attackerKeys), {}, "SAML_SIGNATURE_INVALID"],
    [
      "another provider that shares the key",
      sign(answer({ issuer: "https://idp-b.test" })),
      {},
      "SAML_ISSUER_MISMATCH",
    ],
    [
      "control: the old and the new key of one provider",
      sign(answer()),
      { idp: { ...idp, certificates: [attackerKeys.certificate, idpKeys.certificate] } },
      alice,
    ],
  ])("%s", async (_name, xml, change, result) => expect(await outcome(xml, change)).toBe(result));
});

describe("MODE: what a provider is required to sign", () => {
  test.each<[(typeof modes)[number], "any" | (typeof modes)[number], string]>([
    ["assertion", "any", alice],
    ["response", "any", alice],
    ["assertion", "assertion", alice],
    ["response", "response", alice],
    ["both", "both", alice],
    ["both", "response", alice],
    ["both", "assertion", alice],
    ["assertion", "response", "SAML_SIGNATURE_POLICY"],
    ["response", "assertion", "SAML_SIGNATURE_POLICY"],
    ["assertion", "both", "SAML_SIGNATURE_POLICY"],
    ["response", "both", "SAML_SIGNATURE_POLICY"],
  ])("%s signed, %s required: %s", async (what, signatures, result) =>
    expect(await outcome(sign(answer(), what), { signatures })).toBe(result),
  );

  test("a broken signature of the response is not made good by a valid one of the assertion", async () => {
    const both = sign(answer(), "both");
    expect(await outcome(swap(both, " Version", ` Consent="urn:x" Version`))).toBe("SAML_SIGNATURE_INVALID");
  });

  test("an unsigned response around a signed assertion may lack its Issuer", async () => {
    const anonymous = swap(answer(), /<saml:Issuer>.*?<\/saml:Issuer><samlp:Status>/, "<samlp:Status>");
    expect(await outcome(sign(anonymous))).toBe(alice);
  });

  test("a broken signature of the assertion is not made good by a valid one of the response", async () => {
    const stale = swap(sign(answer()), `>${alice}</saml:NameID>`, ">admin@example.com</saml:NameID>");
    expect(await outcome(sign(stale, "response"))).toBe("SAML_SIGNATURE_INVALID");
    expect(await outcome(sign(sign(answer()), "response"))).toBe(alice);
  });
});

test("a report of failure without assertion and signature tells its status", async () => {
  const xml = answer({ assertion: false, statusCode: status("Responder") });
  await expect(verifyResponse(base64(xml), expected)).rejects.toMatchObject({
    code: "SAML_STATUS_NOT_SUCCESS",
    received: status("Responder"),
    wire: "Invalid SAML response received: SAML Response is invalid. ",
    shownOn: "redirect",
  });
});

test("a refusal says what was expected and received, and shows the browser what Cognito shows", async () => {
  const audience = `urn:evil:\n${"x".repeat(500)}`;
  const refusal = await verifyResponse(base64(sign(answer({ audience }))), expected).catch((error) => error);
  expect(refusal).toBeInstanceOf(SamlRefusal);
  expect(refusal.expected).toBe(entityId);
  expect(refusal.received).toMatch(/^urn:evil:\ufffdx{246}…$/);
  await expect(verifyResponse(base64(sign(answer(), "assertion", attackerKeys)), expected)).rejects.toMatchObject({
    wire: "Invalid SAML response received: SAML Assertion signature is invalid. ",
  });
});

test("every code has one explanation", () => {
  expect(new Set(refusalCodes.map(({ code }) => code)).size).toBe(refusalCodes.length);
  for (const { code, explanation } of refusalCodes)
    expect(`${code} ${explanation}`).toMatch(/^SAML_[A-Z0-9_]+ [A-Z].*\.$/);
});
