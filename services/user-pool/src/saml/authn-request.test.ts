import { expect, test } from "@jest/globals";
import { authnRequest } from "./authn-request.ts";

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

test("the query that the provider's URL has is in Destination, escaped", () => {
  const destination = "https://idp.example.com/sso?connection=a&x=%20";
  expect(authnRequest({ ...request, destination })).toContain(
    'Destination="https://idp.example.com/sso?connection=a&amp;x=%20"',
  );
});
