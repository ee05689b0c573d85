import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { answeringAs } from "./ids.ts";

export const lowerCaseId: Fault = {
  name: "lower-case-id",
  family: "content",
  description: "The Response bears the Assertion's id as well, in the attribute id.",
  source: "SAML Core 2.0, 1.3.4 and 5.4.2",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  signed: answeringAs("id"),
};
