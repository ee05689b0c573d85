import { expect, test } from "@jest/globals";
import type { CheckMade } from "../trace/check.ts";
import {
  acs,
  answer,
  attackerKeys,
  base64,
  entityId,
  expected,
  idp,
  requestId,
  sign,
  swap,
} from "./testing/answers.ts";
import { verifyResponse } from "./verify-response.ts";

const checksOf = async (xml: string) => {
  const made: CheckMade[] = [];
  await verifyResponse(base64(xml), expected, (check) => made.push(check)).catch(() => undefined);
  return made;
};

const found = (checks: readonly CheckMade[], what: string) => checks.filter((check) => check.what === what);

test("every check of a response that is let in is noted, with what was expected and received", async () => {
  const checks = await checksOf(sign(answer(), "both"));
  expect(checks.every(({ passed }) => passed)).toBe(true);
  expect(checks.map(({ what }) => what)).toEqual([
    "SAMLResponse",
    "XML",
    "Vocabulary",
    "Root",
    "Response Status",
    "Structure",
    "Form of the signature of samlp:Response",
    "Form of the signature of saml:Assertion",
    "Response Version",
    "Response Destination",
    "Response InResponseTo is there",
    "Response InResponseTo",
    "samlp:Response Issuer",
    "Response IssueInstant",
    "end of Response's 300 s",
    "Signature",
    "Assertion Version",
    "saml:Assertion Issuer",
    "Assertion IssueInstant",
    "end of Assertion's 300 s",
    "Conditions NotBefore",
    "Conditions NotOnOrAfter",
    "Conditions NotOnOrAfter within reason",
    "Audience",
    "SubjectConfirmation Method",
    "SubjectConfirmationData Recipient",
    "SubjectConfirmationData InResponseTo",
    "SubjectConfirmationData NotOnOrAfter",
    "SubjectConfirmationData NotOnOrAfter within reason",
    "NameID",
    "AuthnStatement",
    "SessionNotOnOrAfter",
    "Assertion",
  ]);
  expect(found(checks, "Audience")).toEqual([
    { what: "Audience", code: "SAML_AUDIENCE_MISMATCH", expected: entityId, received: entityId, passed: true },
  ]);
  expect(found(checks, "Response Destination")[0]).toMatchObject({ expected: acs, received: acs });
  expect(found(checks, "Response InResponseTo")[0]).toMatchObject({ expected: requestId, received: requestId });
  expect(found(checks, "saml:Assertion Issuer")[0]).toMatchObject({ expected: idp.entityId, received: idp.entityId });
});

test.each<[string, () => string, Partial<CheckMade>]>([
  [
    "that could hold in one way only",
    () => sign(answer({ audience: "https://other.test" })),
    { what: "Audience", code: "SAML_AUDIENCE_MISMATCH", expected: entityId, received: "https://other.test" },
  ],
  [
    "that is part of a stage",
    () => sign(swap(answer(), /<saml:Conditions.*<\/saml:Conditions>/, "")),
    { what: "Assertion", code: "SAML_ASSERTION_INVALID", expected: "one Conditions in Assertion", received: "none" },
  ],
  ["of the characters", () => `<!-- -->${answer()}`, { what: "XML", code: "SAML_XML_FORBIDDEN" }],
  [
    "of the signature",
    () => sign(answer(), "assertion", attackerKeys),
    { what: "Signature", code: "SAML_SIGNATURE_INVALID" },
  ],
])("the check that fails, %s, is noted once, after those that passed", async (_what, xml, failed) => {
  const checks = await checksOf(xml());
  expect(checks.at(-1)).toMatchObject({ ...failed, passed: false });
  expect(checks.slice(0, -1).every(({ passed }) => passed)).toBe(true);
});

test("a confirmation that another one makes good for stays to be seen", async () => {
  const confirmation = /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/.exec(answer())?.[0] ?? "";
  const elsewhere = confirmation.replace(acs, "https://other.test/acs");
  const checks = await checksOf(sign(swap(answer(), confirmation, elsewhere + confirmation)));
  expect(found(checks, "SubjectConfirmationData Recipient").map(({ passed }) => passed)).toEqual([false, true]);
  expect(checks.at(-1)).toMatchObject({ what: "Assertion", passed: true });
});
