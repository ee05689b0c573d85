import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const inResponseToMissing: Fault = {
  name: "in-response-to-missing",
  family: "semantics",
  description: "Answers no request, although one was made.",
  source: "SAML Profiles 2.0, 4.1.5",
  code: "SAML_UNSOLICITED",
  plan: saying({ inResponseTo: undefined }),
};
