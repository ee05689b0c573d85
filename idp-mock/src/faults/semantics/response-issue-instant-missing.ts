import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const responseIssueInstantMissing: Fault = {
  name: "response-issue-instant-missing",
  family: "semantics",
  description: "The response does not say when it was issued.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_TIME_INVALID",
  unsigned: setting("samlp:Response", "IssueInstant", undefined),
};
