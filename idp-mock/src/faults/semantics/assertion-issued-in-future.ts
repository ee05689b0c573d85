import type { Fault } from "../fault.ts";
import { ahead, soonEnough, tooSoon } from "./instants.ts";
import { setting } from "./setting.ts";

export const assertionIssuedInFuture: Fault = {
  name: "assertion-issued-in-future",
  family: "semantics",
  description: "The assertion is issued in the future, by more than clocks may differ.",
  source: "SAML Core 2.0, 1.3.3; 2.3.3",
  code: "SAML_RESPONSE_NOT_YET_VALID",
  unsigned: setting("saml:Assertion", "IssueInstant", ahead(tooSoon)),
  control: { unsigned: setting("saml:Assertion", "IssueInstant", ahead(soonEnough)) },
};
