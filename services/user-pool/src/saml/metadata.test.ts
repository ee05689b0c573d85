import { createPublicKey } from "node:crypto";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { describe, expect, test } from "@jest/globals";
import { BadMetadata } from "./bad-metadata.ts";
import { parseMetadata } from "./metadata.ts";
import { SamlRefusal } from "./refusal.ts";
import { attackerKeys, idp, idpKeys, swap } from "./testing/answers.ts";
import { certificateOf, elliptic, shortRsa } from "./testing/certificate-of.ts";
import { endpoint, keyDescriptor, metadataDocument } from "./testing/metadata-document.ts";

const now = new Date();
const lasting = (await selfSigned({ commonName: "idp.test", days: 5_000 })).certificate;
const [short, curve] = await Promise.all([certificateOf(shortRsa), certificateOf(elliptic)]);
const options = { now, expired: "refuse" } as const;
const sso = endpoint("SingleSignOnService", "https://idp.test/sso");
const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const ours = keyDescriptor(idpKeys.certificate);
const theirs = keyDescriptor(attackerKeys.certificate);
const pem = (text: string) => text.trim();

test("is read as it is meant", () => {
  const xml = metadataDocument({
    keys: ours + keyDescriptor(attackerKeys.certificate, "") + keyDescriptor("AAAA", ` use="encryption"`) + ours,
    endpoints:
      endpoint("SingleLogoutService", "https://idp.test/slo").replace(
        "/>",
        ' ResponseLocation="https://idp.test/slr"/>',
      ) +
      endpoint("SingleSignOnService", "https://idp.test/post", post) +
      endpoint("SingleSignOnService", "https://idp.test/sso?a=1&amp;b=2"),
    attributes: ` validUntil="2999-01-01T00:00:00Z"`,
  });
  const read = parseMetadata(`<?xml version="1.0"?>\n<!-- made <by> hand -->\n${xml}`, options);
  expect(read).toEqual({
    entityId: idp.entityId,
    ssoRedirectUrl: "https://idp.test/sso?a=1&b=2",
    sloRedirectUrl: "https://idp.test/slo",
    sloResponseUrl: "https://idp.test/slr",
    certificates: [expect.any(String), expect.any(String)],
    validUntil: new Date("2999-01-01T00:00:00Z"),
  });
  expect(read.certificates.map(pem)).toEqual([pem(idpKeys.certificate), pem(attackerKeys.certificate)]);
});

test("what is optional may be absent", () => {
  expect(parseMetadata(metadataDocument(), options)).toEqual({
    entityId: idp.entityId,
    ssoRedirectUrl: "https://idp.test/sso",
    certificates: [expect.any(String)],
  });
});

describe("refused", () => {
  const document = metadataDocument();
  const descriptor = /<md:IDPSSODescriptor.*<\/md:IDPSSODescriptor>/s.exec(document)?.[0] ?? "";
  const publicKey = createPublicKey(idpKeys.certificate).export({ type: "spki", format: "pem" });

  test.each<[string, string, RegExp]>([
    ["two descriptors", swap(document, descriptor, descriptor + descriptor), /one IDPSSODescriptor, received 2/],
    ["no descriptor", swap(document, descriptor, ""), /one IDPSSODescriptor, received 0/],
    ["SAML 1.1 only", swap(document, "SAML:2.0:protocol", "SAML:1.1:protocol"), /protocolSupportEnumeration/],
    [
      "several entities",
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${document}</md:EntitiesDescriptor>`,
      /received <md:EntitiesDescriptor>/,
    ],
    ["a web page", "<html><body/></html>", /received <html>/],
    ["no entityID", metadataDocument({ entityId: "" }), /an entityID, received none/],
    [
      "no redirect binding",
      metadataDocument({ endpoints: endpoint("SingleSignOnService", "https://idp.test", post) }),
      /SingleSignOnService by HTTP-Redirect, received none/,
    ],
    [
      "a script as location",
      metadataDocument({ endpoints: endpoint("SingleSignOnService", "javascript:alert(1)") }),
      /http\(s\) URL as Location/,
    ],
    [
      "a fragment in the location",
      metadataDocument({ endpoints: endpoint("SingleSignOnService", "https://idp.test/#x") }),
      /http\(s\) URL as Location/,
    ],
    [
      "a file as logout location",
      metadataDocument({ endpoints: sso + endpoint("SingleLogoutService", "file:///etc/passwd") }),
      /Location of SingleLogoutService/,
    ],
    [
      "past its validUntil",
      metadataDocument({ attributes: ` validUntil="2020-01-01T00:00:00Z"` }),
      /validUntil after .*received 2020/,
    ],
    ["validUntil no time", metadataDocument({ attributes: ` validUntil="soon"` }), /validUntil after .*received soon/],
    ["no certificate", metadataDocument({ keys: "" }), /signing certificate in a KeyDescriptor, received none/],
    [
      "a certificate for encryption only",
      metadataDocument({ keys: keyDescriptor(idpKeys.certificate, ` use="encryption"`) }),
      /signing certificate in a KeyDescriptor, received none/,
    ],
    ["no X.509", metadataDocument({ keys: keyDescriptor("AAAA") }), /X\.509 certificate, received "AAAA"/],
    ["a bare public key", metadataDocument({ keys: keyDescriptor(publicKey.toString()) }), /X\.509 certificate/],
    [
      "a certificate beyond 4,096 characters",
      metadataDocument({ keys: keyDescriptor("A".repeat(4_097)) }),
      /at most 4096 characters, received 4097/,
    ],
    [
      "one certificate good and one not",
      metadataDocument({ keys: ours + keyDescriptor("AAAA") }),
      /X\.509 certificate/,
    ],
    [
      "an RSA key of 1,024 bits",
      metadataDocument({ keys: ours + keyDescriptor(short) }),
      /2,048 bits or more, received rsa 1024/,
    ],
    ["an elliptic key", metadataDocument({ keys: ours + keyDescriptor(curve) }), /2,048 bits or more, received ec/],
  ])("%s", (_name, xml, message) => {
    const run = () => parseMetadata(xml, options);
    expect(run).toThrow(BadMetadata);
    expect(run).toThrow(message);
  });

  test.each<[string, string]>([
    ["a DOCTYPE", `<!DOCTYPE x>${document}`],
    ["a DOCTYPE between comments", `<!-- --><!DOCTYPE x>${document}`],
    ["a comment without an end", `${document}<!--`],
    ["an entity", metadataDocument({ entityId: "&id;" })],
    ["40,000 siblings", swap(document, ours, "<x/>".repeat(40_000))],
  ])("%s, by the scan", (_name, xml) => expect(() => parseMetadata(xml, options)).toThrow(SamlRefusal));
});

describe("an expired certificate", () => {
  const afterExpiry = new Date(now.getTime() + 4_000 * 24 * 60 * 60 * 1_000);
  const beside = metadataDocument({ keys: theirs + keyDescriptor(lasting) });
  test("is refused when the provider is set up", () =>
    expect(() => parseMetadata(beside, { now: afterExpiry, expired: "refuse" })).toThrow(/received one that expired/));
  test("is left out later, beside a valid one", () =>
    expect(parseMetadata(beside, { now: afterExpiry, expired: "leave out" }).certificates.map(pem)).toEqual([
      pem(lasting),
    ]));
  test("is refused later, when it is the last", () =>
    expect(() => parseMetadata(metadataDocument(), { now: afterExpiry, expired: "leave out" })).toThrow(/expired/));
  test("control: valid still", () => expect(parseMetadata(beside, options).certificates).toHaveLength(2));
});
