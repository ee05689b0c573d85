import { existsSync } from "node:fs";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { describe, expect, test } from "@jest/globals";
import { make } from "../../answers/make.ts";
import type { Fault } from "../fault.ts";
import { scene as alone, plan } from "../testing/scene.ts";
import { otherIdpsAnswer } from "./other-idps-answer.ts";
import { semanticsFaults } from "./semantics-faults.ts";

const other = { entityId: "https://other.test/metadata", keyPair: await selfSigned({ commonName: "other" }) };
const scene = { ...alone, other };

const xmlOf = (fault: Fault, conduct: "misbehave" | "control") => make(plan, { faults: [fault], conduct, scene }).xml;

const named = (name: string): Fault => {
  const fault = semanticsFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  return fault;
};

describe.each(semanticsFaults.map((fault) => [fault.name, fault] as const))("%s", (name, fault) => {
  test("has a file of its name, and says where it comes from", () => {
    expect(existsSync(new URL(`${name}.ts`, import.meta.url))).toBe(true);
    expect(fault.description).toMatch(/^[A-Z].*\.$/);
    expect(fault.source).not.toBe("");
  });

  test("differs from its control, and is signed all the same", () => {
    const [misbehaved, control] = (["misbehave", "control"] as const).map((conduct) => xmlOf(fault, conduct));
    expect(misbehaved).not.toBe(control);
    expect(misbehaved).toContain("<ds:Signature ");
  });
});

const acs = plan.response.recipient;
const { now = new Date() } = plan.response;
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** All values of an attribute of the elements of one name, and their texts, in the order of the document. */
const values = (xml: string, name: string, attribute: string) =>
  [...xml.matchAll(new RegExp(`<${name}(?=[ >])[^>]*>`, "g"))].map(
    ([start]) => new RegExp(` ${attribute}="([^"]*)"`).exec(start)?.[1],
  );
const texts = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, "g"))].map(([, text]) => text);

test.each([
  ["expired", "saml:Conditions", "NotOnOrAfter", [at(-61)], [at(-55)]],
  ["expired", "saml:SubjectConfirmationData", "NotOnOrAfter", [at(-61)], [at(-55)]],
  ["conditions-expired", "saml:SubjectConfirmationData", "NotOnOrAfter", [at(300)], [at(300)]],
  ["confirmation-expired", "saml:SubjectConfirmationData", "NotOnOrAfter", [at(-61)], [at(-55)]],
  ["confirmation-expired", "saml:Conditions", "NotOnOrAfter", [at(300)], [at(300)]],
  ["session-expired", "saml:AuthnStatement", "SessionNotOnOrAfter", [at(-61)], [at(-55)]],
  ["not-yet-valid", "saml:Conditions", "NotBefore", [at(65)], [at(59)]],
  ["response-issued-in-future", "samlp:Response", "IssueInstant", [at(65)], [at(59)]],
  ["assertion-issued-yesterday", "saml:Assertion", "IssueInstant", [at(-86_400)], [at(-240)]],
  ["confirmation-without-end", "saml:SubjectConfirmationData", "NotOnOrAfter", [undefined], [at(300)]],
  ["confirmation-with-beginning", "saml:SubjectConfirmationData", "NotBefore", [at(-60)], [undefined]],
  ["conditions-end-with-offset", "saml:Conditions", "NotOnOrAfter", [at(7_500).replace("Z", "+02:00")], [at(300)]],
  ["conditions-end-without-zone", "saml:Conditions", "NotOnOrAfter", [at(300).replace("Z", "")], [at(300)]],
  ["destination-in-upper-case", "samlp:Response", "Destination", ["HTTPS://POOL.TEST/saml2/idpresponse"], [acs]],
  ["destination-in-upper-case", "saml:SubjectConfirmationData", "Recipient", [acs], [acs]],
  [
    "recipient-on-another-port",
    "saml:SubjectConfirmationData",
    "Recipient",
    ["https://pool.test:8443/saml2/idpresponse"],
    [acs],
  ],
  ["recipient-missing", "saml:SubjectConfirmationData", "Recipient", [undefined], [acs]],
  ["in-response-to-only-on-response", "samlp:Response", "InResponseTo", ["_request"], ["_request"]],
  ["in-response-to-only-on-response", "saml:SubjectConfirmationData", "InResponseTo", [undefined], ["_request"]],
  ["in-response-to-only-in-assertion", "samlp:Response", "InResponseTo", [undefined], ["_request"]],
  ["in-response-to-proto", "samlp:Response", "InResponseTo", ["__proto__"], ["_request"]],
  [
    "only-other-method-matches",
    "saml:SubjectConfirmationData",
    "Recipient",
    ["https://other.example/acs", acs],
    [acs, acs],
  ],
  [
    "only-other-method-matches",
    "saml:SubjectConfirmation",
    "Method",
    [bearer, bearer.replace("bearer", "sender-vouches")],
    [bearer.replace("bearer", "sender-vouches"), bearer],
  ],
] as const)("%s: %s has its %s", (name, element, attribute, misbehaved, control) => {
  expect(values(xmlOf(named(name), "misbehave"), element, attribute)).toEqual(misbehaved);
  expect(values(xmlOf(named(name), "control"), element, attribute)).toEqual(control);
});

const idp = plan.response.issuer;
const elsewhere = "https://other-idp.example/metadata";
const sp = plan.response.audience;

test.each([
  ["issuer-other", "saml:Issuer", [elsewhere, elsewhere], [idp, idp]],
  ["response-issuer-other", "saml:Issuer", [elsewhere, idp], [idp, idp]],
  ["assertion-issuer-other", "saml:Issuer", [idp, elsewhere], [idp, idp]],
  ["response-issuer-missing", "saml:Issuer", [idp], [idp, idp]],
  ["other-idps-key", "saml:Issuer", [idp, idp], [idp, idp]],
  ["other-idps-answer", "saml:Issuer", [other.entityId, other.entityId], [idp, idp]],
  ["audience-restricted-twice", "saml:Audience", [sp, "https://other.example/saml"], [sp, sp]],
  ["audience-none", "saml:Audience", [], [sp]],
  ["audience-look-alike", "saml:Audience", ["urn:ѕp"], ["urn:sp"]],
] as const)("%s: the texts of %s", (name, element, misbehaved, control) => {
  expect(texts(xmlOf(named(name), "misbehave"), element)).toEqual(misbehaved);
  expect(texts(xmlOf(named(name), "control"), element)).toEqual(control);
});

test("without another identity provider there is none to be mixed up with", () => {
  expect(() => make(plan, { faults: [otherIdpsAnswer], conduct: "misbehave", scene: alone })).toThrow("no other");
});
