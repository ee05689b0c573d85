import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { answeringAs } from "./ids.ts";

export const prefixedId: Fault = {
  name: "prefixed-id",
  family: "content",
  description: "The Response bears the Assertion's id as well, in the attribute ID of a foreign namespace.",
  source: "SAML Core 2.0, 1.3.4 and 5.4.2",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: answeringAs('xmlns:foo="urn:foo" foo:ID'),
};
