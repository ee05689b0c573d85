import type { Fault } from "../fault.ts";
import { responseSigned } from "../signing.ts";
import { saying } from "./saying.ts";

export const noAssertion: Fault = {
  name: "no-assertion",
  family: "semantics",
  description: "Reports success and has no assertion.",
  source: "SAML Core 2.0, 3.3.3",
  code: "SAML_STRUCTURE_INVALID",
  prepare: responseSigned,
  plan: saying({ assertion: false }),
};
