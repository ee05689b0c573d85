import { X509Certificate } from "node:crypto";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { registration, serviceProvider } from "./service-provider.ts";
import { type ServiceProviders, serviceProvidersInMemory } from "./service-providers.ts";

const { key, certificate } = await selfSigned({ commonName: "service provider" });
const inFile = [
  { entityId: "urn:a", assertionConsumerService: "https://a.example/1", singleLogoutService: "https://a.example/out" },
  { entityId: "urn:a", assertionConsumerService: "https://a.example/2" },
  { entityId: "urn:b", assertionConsumerService: "https://b.example/1" },
];

let known: ServiceProviders;
beforeEach(() => {
  known = serviceProvidersInMemory(inFile);
});

describe("a registration", () => {
  test("changes every service of that entity id, and no other's", () => {
    const [first, second] = known.register({ entityId: "urn:a", encryptionCertificate: certificate }) ?? [];
    expect(first).toEqual({ ...inFile[0], encryptionCertificate: certificate });
    expect(second).toEqual({ ...inFile[1], encryptionCertificate: certificate });
    expect(known.list()).toEqual([inFile[2], first, second]);
  });

  test("adds a service that is new, which has what the others have", () => {
    known.register({ entityId: "urn:a", signingCertificate: certificate });
    const added = { entityId: "urn:a", assertionConsumerService: "https://a.example/3" };
    expect(known.register(added)?.[2]).toMatchObject({ ...added, signingCertificate: certificate });
    expect(known.register(added)).toHaveLength(3);
    expect(known.register({ entityId: "urn:c", assertionConsumerService: "https://c.example/1" })).toHaveLength(1);
  });

  test("takes away what is null, and leaves what it does not name", () => {
    expect(known.register({ entityId: "urn:a", singleLogoutService: undefined })?.[0]).toEqual(inFile[0]);
    const { singleLogoutService: _, ...without } = inFile[0] ?? {};
    expect(known.register({ entityId: "urn:a", singleLogoutService: null })?.[0]).toEqual(without);
  });

  test("of one that nobody knows needs a service", () => {
    expect(known.register({ entityId: "urn:c", signingCertificate: certificate })).toBeUndefined();
    expect(known.list()).toEqual(inFile);
  });

  test("lasts until the reset", () => {
    known.register({ entityId: "urn:b", signingCertificate: certificate });
    known.reset();
    expect(known.list()).toEqual(inFile);
  });
});

describe("a certificate", () => {
  const { raw } = new X509Certificate(certificate);
  const given = (signingCertificate: unknown) => serviceProvider.safeParse({ ...inFile[2], signingCertificate });

  test.each([
    ["PEM", certificate],
    ["base64 of DER", raw.toString("base64")],
    ["base64 in lines", raw.toString("base64").replace(/.{64}/g, "$&\n")],
  ])("may be %s", (_form, text) => {
    expect(new X509Certificate(given(text).data?.signingCertificate ?? "").raw).toEqual(raw);
  });

  test.each([
    ["a word", "certificate"],
    ["cut off", raw.subarray(0, 200).toString("base64")],
    ["a key", key],
  ])("is not %s", (_case, text) => {
    expect(given(text).error?.message).toContain("expected an X.509 certificate with an RSA key");
    expect(registration.safeParse({ entityId: "urn:b", encryptionCertificate: text }).success).toBe(false);
  });
});
