import type { Fault } from "../fault.ts";
import { setting } from "./setting.ts";

export const assertionIssueInstantMissing: Fault = {
  name: "assertion-issue-instant-missing",
  family: "semantics",
  description: "The assertion does not say when it was issued.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_TIME_INVALID",
  unsigned: setting("saml:Assertion", "IssueInstant", undefined),
};
