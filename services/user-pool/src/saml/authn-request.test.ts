import { inflateRawSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { authnRequest, redirectUrl } from "./authn-request.ts";

const request = {
  id: "_8a7ad1e5-5bd5-4c2f-9f9b-ff1b3a0e2d11",
  issuedAt: new Date("2026-01-29T17:24:00.419Z"),
  entityId: "urn:amazon:cognito:sp:us-east-1_GateHous3",
  acs: "https://auth.example.com/saml2/idpresponse",
  destination: "https://idp.example.com/sso",
};

test("an AuthnRequest is, byte for byte, what Cognito sends", () => {
  expect(authnRequest(request)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<saml2p:AuthnRequest AssertionConsumerServiceURL="https://auth.example.com/saml2/idpresponse"' +
      ' Destination="https://idp.example.com/sso" ID="_8a7ad1e5-5bd5-4c2f-9f9b-ff1b3a0e2d11"' +
      ' IssueInstant="2026-01-29T17:24:00.419Z" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol">' +
      '<saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity"' +
      ' xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">urn:amazon:cognito:sp:us-east-1_GateHous3</saml2:Issuer>' +
      "</saml2p:AuthnRequest>",
  );
});

test("it travels deflated, in base64, with RelayState as it is", () => {
  const url = new URL(redirectUrl(request, "H4sIAAAA-_x.H4sI_.3"));
  expect(`${url.origin}${url.pathname}`).toBe(request.destination);
  expect([...url.searchParams.keys()]).toEqual(["SAMLRequest", "RelayState"]);
  expect(url.search).toMatch(/^\?SAMLRequest=[A-Za-z0-9%]+&RelayState=H4sIAAAA-_x\.H4sI_\.3$/);
  const message = Buffer.from(url.searchParams.get("SAMLRequest") ?? "", "base64");
  expect(inflateRawSync(message).toString()).toBe(authnRequest(request));
});

test("a query that the URL has already stays in front, and in Destination", () => {
  const destination = "https://idp.example.com/sso?connection=a&x=%20";
  expect(redirectUrl({ ...request, destination }, "r")).toMatch(
    /^https:\/\/idp\.example\.com\/sso\?connection=a&x=%20&SAMLRequest=[^&?]+&RelayState=r$/,
  );
  expect(authnRequest({ ...request, destination })).toContain(
    'Destination="https://idp.example.com/sso?connection=a&amp;x=%20"',
  );
});
