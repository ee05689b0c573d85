import type { Fault } from "../fault.ts";
import { ago } from "./instants.ts";
import { setting } from "./setting.ts";

export const assertionIssuedYesterday: Fault = {
  name: "assertion-issued-yesterday",
  family: "semantics",
  description: "The assertion was issued a day ago, whatever its conditions say.",
  source: "SAML Core 2.0, 1.3.3; 2.3.3",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("saml:Assertion", "IssueInstant", ago(24 * 60 * 60)),
  control: { unsigned: setting("saml:Assertion", "IssueInstant", ago(4 * 60)) },
};
