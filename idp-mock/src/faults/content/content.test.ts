import { existsSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { SAML } from "@node-saml/node-saml";
import { DOMParser } from "@xmldom/xmldom";
import { made, plan, scene } from "../../testing/made.ts";
import type { Fault } from "../fault.ts";
import { contentFaults } from "./content-faults.ts";

const named = (name: string): Fault => {
  const fault = contentFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  return fault;
};

const sent = (...given: Parameters<typeof made>) => made(...given).deliveries.at(-1)?.form.SAMLResponse ?? "";
const xmlOf = (...given: Parameters<typeof made>) => Buffer.from(sent(...given), "base64").toString();

describe.each(contentFaults.map((fault) => [fault.name, fault] as const))("%s", (name, fault) => {
  test("has a file of its name, and says where it comes from", () => {
    expect(existsSync(new URL(`${name}.ts`, import.meta.url))).toBe(true);
    expect(fault.description).toMatch(/^[A-Z].*\.$/);
    expect(fault.source).not.toBe("");
  });

  test.each(["assertion", "response", "both"] as const)("differs from its control, %s signed", (what) => {
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
      validateInResponseTo: "never" as never,
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

test("every message but those that are to be too large is one that a form can carry", () => {
  for (const fault of contentFaults)
    if (fault.code === "SAML_RESPONSE_TOO_LARGE") expect(sent(fault).length).toBeGreaterThan(100_000);
    else expect([fault.name, sent(fault).length <= 100_000]).toEqual([fault.name, true]);
});
