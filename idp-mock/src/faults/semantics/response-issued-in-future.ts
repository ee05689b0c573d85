import type { Fault } from "../fault.ts";
import { ahead, soonEnough, tooSoon } from "./instants.ts";
import { setting } from "./setting.ts";

export const responseIssuedInFuture: Fault = {
  name: "response-issued-in-future",
  family: "semantics",
  description: "The response is issued in the future, by more than clocks may differ.",
  source: "SAML Core 2.0, 1.3.3; 3.2.2",
  code: "SAML_RESPONSE_NOT_YET_VALID",
  unsigned: setting("samlp:Response", "IssueInstant", ahead(tooSoon)),
  control: { unsigned: setting("samlp:Response", "IssueInstant", ahead(soonEnough)) },
};
