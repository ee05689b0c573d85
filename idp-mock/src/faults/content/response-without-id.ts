import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const responseWithoutId: Fault = {
  name: "response-without-id",
  family: "content",
  description: "The Response has no id, which the schema demands.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  signed: (xml) => swap(xml, / ID="[^"]*"/, ""),
};
