import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { answeringAs } from "./ids.ts";

export const xmlId: Fault = {
  name: "xml-id",
  family: "content",
  description: "The Response bears the Assertion's id as well, in xml:id.",
  source: "https://www.w3.org/TR/xml-id/",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  signed: answeringAs("xml:id"),
};
