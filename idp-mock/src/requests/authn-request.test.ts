import { describe, expect, test } from "@jest/globals";
import { requestXml } from "../testing/request-xml.ts";
import { assertionConsumerService, serviceProvider, singleSignOnService } from "../testing/running-idp.ts";
import { authnRequest } from "./authn-request.ts";

test("a request as Cognito sends it is read", () => {
  expect(authnRequest(requestXml({ IssueInstant: "2026-01-29T17:24:00.419Z" }))).toEqual({
    id: "_request",
    version: "2.0",
    issueInstant: "2026-01-29T17:24:00.419Z",
    issuer: serviceProvider,
    destination: singleSignOnService,
    assertionConsumerService,
  });
});

test("what other service providers add is read too", () => {
  const more = '<saml2p:NameIDPolicy Format="urn:f" AllowCreate="true"/>';
  expect(authnRequest(requestXml({ ProtocolBinding: "urn:b", IsPassive: "true" }, { more }))).toMatchObject({
    protocolBinding: "urn:b",
    isPassive: "true",
    nameIdFormat: "urn:f",
  });
});

const body = requestXml().replace(/^<\?xml.*\n/, "");

describe("refused is XML with", () => {
  test.each([
    ["a document type", `<!DOCTYPE a [<!ENTITY b "c">]>${body}`, /received <!DOCTYPE/],
    ["a processing instruction", body.replace("<saml2:Issuer", "<?pi x?><saml2:Issuer"), /received <\?pi/],
    ["two declarations", `<?xml version="1.0"?><?xml version="1.0"?>${body}`, /received <\?xml/],
    ["a comment in its issuer", body.replace("urn:amazon:", "urn:<!-- -->amazon:"), /received <!--/],
    ["CDATA", body.replace("urn:amazon:", "<![CDATA[urn:amazon:]]>"), /received <!\[CDATA/],
    ["an entity that nobody declared", body.replace("urn:amazon:", "&urn;"), /well-formed XML/],
    ["an end tag missing", body.replace("</saml2p:AuthnRequest>", ""), /well-formed XML/],
    ["an attribute twice", body.replace(' ID="', ' ID="_a" ID="'), /well-formed XML/],
    ["two roots", body + body, /well-formed XML/],
    ["16,000 elements", body.replace("<saml2:Issuer", `${"<a/>".repeat(16_000)}<saml2:Issuer`), /at most 400 tags/],
    ["text alone", "hello", /well-formed XML/],
  ])("%s", (_case, xml, message) => {
    expect(() => authnRequest(xml)).toThrow(message);
  });

  test("and accepted without", () => {
    expect(authnRequest(body).issuer).toBe(serviceProvider);
    expect(authnRequest(body.replace("<saml2:Issuer", `${"<a/>".repeat(300)}<saml2:Issuer`)).issuer).toBe(
      serviceProvider,
    );
  });
});

describe("refused is a message", () => {
  test.each([
    ["of another kind", requestXml().replaceAll("AuthnRequest", "LogoutRequest"), /received LogoutRequest/],
    ["of another namespace", requestXml({ "xmlns:saml2p": "urn:other" }), /AuthnRequest of urn:other/],
    ["without an id", requestXml({ ID: undefined }), /AuthnRequest\/@ID/],
    ["without a version", requestXml({ Version: undefined }), /AuthnRequest\/@Version/],
    ["without a time", requestXml({ IssueInstant: undefined }), /AuthnRequest\/@IssueInstant/],
    ["with an empty issuer", requestXml({}, { issuer: "" }), /an empty one/],
    ["without an issuer", requestXml().replaceAll("saml2:Issuer", "saml2:Other"), /Issuer: .* received 0/],
    [
      "with two issuers",
      requestXml({}, { more: '<a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">x</a:Issuer>' }),
      /Issuer: .* received 2/,
    ],
  ])("%s", (_case, xml, message) => {
    expect(() => authnRequest(xml)).toThrow(message);
  });
});
