import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { answeringAs } from "./ids.ts";

export const assertionIdAlias: Fault = {
  name: "assertion-id-alias",
  family: "content",
  description: "The Response bears the Assertion's id as well, in the attribute AssertionID, as SAML 1.1 called it.",
  source: "SAML 1.1 Core, 2.3.2",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  signed: answeringAs("AssertionID"),
};
