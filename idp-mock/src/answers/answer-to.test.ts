import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { directoryIn } from "../directory/people-file.ts";
import { identityProviders } from "../identity-providers.ts";
import type { Idp } from "../idp.ts";
import { answerTo, type Choice } from "./answer-to.ts";

const folder = mkdtempSync(join(tmpdir(), "idp-"));
afterAll(() => rmSync(folder, { recursive: true }));

const asked = { id: "_request", serviceProvider: "urn:sp", assertionConsumerService: "https://sp.example/acs" };
const other = { entityId: "urn:other", assertionConsumerService: "https://other.example/acs" };
const { certificate } = await selfSigned({ commonName: "service provider" });

let idp: Idp;
beforeEach(async () => {
  const alice = { email: "alice@example.com", givenName: "Alice", familyName: "Archer", groups: [] };
  const known = directoryIn(folder).parse({
    serviceProviders: [{ entityId: "urn:sp", assertionConsumerService: asked.assertionConsumerService }, other],
    identityProviders: [{ name: "corp", displayName: "Corp", style: "plain", people: [alice] }],
  });
  const settings = { IDP_PUBLIC_URL: "https://idp.example", IDP_DATA_DIR: folder, IDP_SIGN: "both" } as const;
  [idp] = await identityProviders(known, settings);
});

const answered = async (choice: Omit<Choice, "person"> = {}) => {
  const person = idp.people.find("alice@example.com");
  if (!person) throw new Error("there is no Alice");
  return (await answerTo(idp, { asked, choice: { person, ...choice }, others: [] })).xml;
};

describe("an assertion", () => {
  test("is encrypted by AES-256-GCM for a service provider with a certificate for that", async () => {
    expect(await answered()).toContain("alice@example.com</saml:NameID>");
    idp.serviceProviders.register({ entityId: "urn:sp", encryptionCertificate: certificate });
    const xml = await answered();
    expect(xml).toContain('Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"');
    expect(xml).not.toContain("alice@");
  });

  test("is not when another service provider has one, or the sign-in does not want it", async () => {
    idp.serviceProviders.register({ entityId: "urn:other", encryptionCertificate: certificate });
    expect(await answered()).toContain("alice@example.com</saml:NameID>");
    idp.serviceProviders.register({ entityId: "urn:sp", encryptionCertificate: certificate });
    expect(await answered({ encrypt: false })).toContain("alice@example.com</saml:NameID>");
    expect(await answered({ encrypt: true })).not.toContain("alice@");
  });
});
