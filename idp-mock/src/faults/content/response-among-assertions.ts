import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const responseAmongAssertions: Fault = {
  name: "response-among-assertions",
  family: "content",
  description: "The Response belongs to the namespace of assertions.",
  source: "SAML Core 2.0, 1.1",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, '"urn:oasis:names:tc:SAML:2.0:protocol"', '"urn:oasis:names:tc:SAML:2.0:assertion"'),
};
