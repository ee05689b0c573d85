import { describe, expect, test } from "@jest/globals";
import { accept } from "./accept.ts";
import type { AuthnRequest } from "./authn-request.ts";

const terms = {
  destination: "https://idp.example.com/sso",
  serviceProviders: [
    { entityId: "urn:a", assertionConsumerService: "https://a.example.com/acs" },
    { entityId: "urn:a", assertionConsumerService: "https://a.example.com/second" },
    { entityId: "urn:b", assertionConsumerService: "https://b.example.com/acs" },
  ],
  now: new Date("2026-11-23T10:00:00Z"),
  nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
};

const request: AuthnRequest = {
  id: "_request",
  version: "2.0",
  issueInstant: "2026-11-23T09:59:58.123Z",
  issuer: "urn:a",
  destination: terms.destination,
  assertionConsumerService: "https://a.example.com/acs",
};

const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const artifact = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
const format = "urn:oasis:names:tc:SAML:1.1:nameid-format:";

test("a request is answered at the service that is registered for its issuer", () => {
  expect(accept(request, terms)).toEqual({
    id: "_request",
    serviceProvider: "urn:a",
    assertionConsumerService: "https://a.example.com/acs",
  });
});

// Each row: what is looked at, a value that is taken, a value that is not, and what the refusal says.
describe.each<[keyof AuthnRequest, string | undefined, string, RegExp]>([
  ["version", "2.0", "1.1", /@Version: expected 2\.0, received 1\.1/],
  ["issueInstant", "2026-11-23T09:55:00Z", "2026-11-23T09:54:59Z", /@IssueInstant: .*2026-11-23T10:00:00\.000Z/],
  ["issueInstant", "2026-11-23T10:01:00Z", "2026-11-23T10:01:01Z", /@IssueInstant/],
  ["issueInstant", "2026-11-23T10:00:00.5Z", "2026-11-23T11:00:00+01:00", /@IssueInstant/],
  ["issueInstant", "2026-11-23T10:00:00Z", "now", /@IssueInstant: .* received now/],
  ["issuer", "urn:a", "urn:c", /Issuer: expected urn:a or urn:b, received urn:c/],
  ["issuer", "urn:a", "urn:b", /AssertionConsumerServiceURL: expected https:\/\/b\.example\.com\/acs/],
  [
    "destination",
    undefined,
    "https://other.example.com/sso",
    /@Destination: expected https:\/\/idp\.example\.com\/sso/,
  ],
  ["destination", terms.destination, `${terms.destination}/`, /@Destination/],
  [
    "assertionConsumerService",
    "https://a.example.com/second",
    "https://evil.example.com/acs",
    /received https:\/\/evil/,
  ],
  ["assertionConsumerService", undefined, "https://a.example.com/acs/", /AssertionConsumerServiceURL/],
  ["assertionConsumerService", undefined, "https://b.example.com/acs", /AssertionConsumerServiceURL/],
  ["assertionConsumerServiceIndex", undefined, "1", /AssertionConsumerServiceIndex/],
  ["protocolBinding", post, artifact, /@ProtocolBinding/],
  ["isPassive", "false", "true", /@IsPassive/],
  ["nameIdFormat", `${format}emailAddress`, `${format}X509SubjectName`, /NameIDPolicy/],
])("%s", (name, taken, refused, message) => {
  test(`${taken} is taken`, () => {
    expect(accept({ ...request, [name]: taken }, terms).serviceProvider).toBe("urn:a");
  });

  test(`${refused} is not`, () => {
    expect(() => accept({ ...request, [name]: refused }, terms)).toThrow(message);
  });
});

test("a request that names no service is answered at the first that is registered", () => {
  const accepted = accept({ ...request, assertionConsumerService: undefined }, terms);
  expect(accepted.assertionConsumerService).toBe("https://a.example.com/acs");
});
