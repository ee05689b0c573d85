import type { Fault } from "../fault.ts";

/** The length in characters that makes so many bytes. */
const paddedTo = (xml: string, bytes: number) => xml.length + bytes - Buffer.byteLength(xml);

export const oversizedResponse: Fault = {
  name: "oversized-response",
  family: "content",
  description: "SAMLResponse has more than 100,000 characters, by four.",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/saml2-idpresponse-endpoint.html",
  code: "SAML_RESPONSE_TOO_LARGE",
  signed: (xml) => xml.padEnd(paddedTo(xml, 75_003)),
  control: { signed: (xml) => xml.padEnd(paddedTo(xml, 75_000)) },
};
