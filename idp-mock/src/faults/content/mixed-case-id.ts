import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { answeringAs } from "./ids.ts";

export const mixedCaseId: Fault = {
  name: "mixed-case-id",
  family: "content",
  description: "The Response bears the Assertion's id as well, in the attribute Id, as XML Signature calls it.",
  source: "SAML Core 2.0, 1.3.4 and 5.4.2",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  signed: answeringAs("Id"),
};
