import { expect, test } from "@jest/globals";
import { samlLogoutRequest, samlLogoutResponse } from "./logout.ts";

const envelope = {
  id: "_1",
  issuer: "https://idp.example.com/metadata",
  destination: "https://pool.example.com/saml2/logout",
  now: new Date("2026-11-23T10:00:00Z"),
};
const start = (name: string, attributes: string) =>
  `<samlp:${name} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0" IssueInstant="2026-11-23T10:00:00.000Z" Destination="https://pool.example.com/saml2/logout"${attributes}><saml:Issuer>https://idp.example.com/metadata</saml:Issuer>`;

test("a LogoutRequest names the person and the sessions", () => {
  expect(
    samlLogoutRequest({ ...envelope, nameId: "a<b", sessionIndexes: ["_s", "_t"], notOnOrAfter: new Date(0) }),
  ).toBe(
    `${start("LogoutRequest", ' NotOnOrAfter="1970-01-01T00:00:00.000Z"')}<saml:NameID>a&lt;b</saml:NameID><samlp:SessionIndex>_s</samlp:SessionIndex><samlp:SessionIndex>_t</samlp:SessionIndex></samlp:LogoutRequest>`,
  );
});

test("a LogoutResponse says to which request, and how it went", () => {
  expect(samlLogoutResponse({ ...envelope, inResponseTo: "_r" })).toBe(
    `${start("LogoutResponse", ' InResponseTo="_r"')}<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`,
  );
  expect(samlLogoutResponse({ ...envelope, inResponseTo: "_r", statusCode: "urn:x" })).toContain('Value="urn:x"');
});
