import { X509Certificate } from "node:crypto";
import { existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { scene } from "../testing/scene.ts";
import { metadataFaults } from "./metadata-faults.ts";
import { withCertificate } from "./with-certificate.ts";

const url = "https://idp.test/metadata";
const service = (binding: string) =>
  `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="https://idp.test/sso"></md:SingleSignOnService>`;
const key = `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>x</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const xml = withCertificate(
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${url}"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}${service("HTTP-Redirect")}${service("HTTP-POST")}</md:IDPSSODescriptor></md:EntityDescriptor>`,
  scene.keys.current.certificate,
);

const replyOf = (name: string) => {
  const fault = metadataFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  return fault.respond({ xml, url }, scene);
};
const bodyOf = async (name: string) => String((await replyOf(name)).body);

test.each(metadataFaults.map((fault) => [fault.name, fault] as const))(
  "%s is no good document at once",
  async (name, fault) => {
    expect(existsSync(new URL(`${name}.ts`, import.meta.url))).toBe(true);
    expect([fault.description, fault.required].every((sentence) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
    const { status = 200, headers = {}, body, delay = 0 } = await fault.respond({ xml, url }, scene);
    expect({ status, headers, body, delay }).not.toEqual({ status: 200, headers: {}, body: xml, delay: 0 });
  },
);

describe("the certificate", () => {
  const certificateOf = async (name: string) =>
    new X509Certificate(Buffer.from(/<ds:X509Certificate>([^<]*)</.exec(await bodyOf(name))?.[1] ?? "", "base64"));

  test("is the next one", async () =>
    expect((await certificateOf("metadata-of-next-key")).toString().trim()).toBe(
      new X509Certificate(scene.keys.next.certificate).toString().trim(),
    ));
  test("has expired", async () =>
    expect(Date.parse((await certificateOf("metadata-with-expired-certificate")).validTo)).toBeLessThan(
      scene.now.getTime(),
    ));
  test.each([512, 1_024])("is of %i bits", async (modulusLength) => {
    const { publicKey } = await certificateOf(`metadata-with-key-of-${modulusLength}-bits`);
    expect(publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength });
  });
});

test.each([
  ["metadata-expired", / validUntil="2026-11-23T11:00:00\.000Z"/, 1],
  ["metadata-of-two", /<md:IDPSSODescriptor /, 2],
  ["metadata-of-service-provider", /<md:IDPSSODescriptor /, 0],
  ["metadata-without-certificate", /<md:KeyDescriptor /, 0],
  ["metadata-without-sign-on", /<md:SingleSignOnService /, 0],
  ["metadata-with-script", / Location="javascript:/, 2],
  ["metadata-with-entity", / entityID="&e;"/, 1],
  ["metadata-of-another", / entityID="https:\/\/evil\.example\/metadata"/, 1],
])("%s: %s is there %s times", async (name, pattern, times) => {
  expect((await bodyOf(name)).split(pattern)).toHaveLength(times + 1);
});

test("what is compressed or huge is the document all the same", async () => {
  const { body = "" } = await replyOf("metadata-compressed");
  expect(gunzipSync(body).toString()).toBe(xml);
  const huge = await bodyOf("metadata-huge");
  expect(huge.length).toBeGreaterThan(2 * 1_024 * 1_024);
  expect(huge.trim()).toBe(xml);
});
