import type { Fault } from "../fault.ts";

export const doctype: Fault = {
  name: "doctype",
  family: "content",
  description: "An empty DOCTYPE before the root.",
  source: "SAML Bindings 2.0, 3.1; XML 1.0, 2.8",
  code: "SAML_XML_FORBIDDEN",
  signed: (xml) => `<!DOCTYPE samlp:Response>${xml}`,
};
