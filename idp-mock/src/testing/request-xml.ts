import { deflateRawSync } from "node:zlib";
import { element, text } from "@gatehouse/saml-response/xml.ts";
import { assertionConsumerService, serviceProvider, singleSignOnService } from "./running-idp.ts";

/** An AuthnRequest as Cognito sends it, with attributes changed or, where undefined, left out. */
export const requestXml = (
  changed: Record<string, string | undefined> = {},
  { issuer = serviceProvider, more = "" }: { issuer?: string; more?: string } = {},
) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    "saml2p:AuthnRequest",
    {
      AssertionConsumerServiceURL: assertionConsumerService,
      Destination: singleSignOnService,
      ID: "_request",
      IssueInstant: new Date().toISOString(),
      Version: "2.0",
      "xmlns:saml2p": "urn:oasis:names:tc:SAML:2.0:protocol",
      ...changed,
    },
    element(
      "saml2:Issuer",
      {
        Format: "urn:oasis:names:tc:SAML:2.0:nameid-format:entity",
        "xmlns:saml2": "urn:oasis:names:tc:SAML:2.0:assertion",
      },
      text(issuer),
    ),
    more,
  )}`;

/** The path and query that send it over HTTP-Redirect. */
export const overRedirect = (xml: string, relayState?: string) => {
  const SAMLRequest = deflateRawSync(xml).toString("base64");
  return `/sso?${new URLSearchParams({ SAMLRequest, ...(relayState === undefined ? {} : { RelayState: relayState }) })}`;
};
