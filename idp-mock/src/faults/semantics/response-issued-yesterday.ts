import type { Fault } from "../fault.ts";
import { ago } from "./instants.ts";
import { setting } from "./setting.ts";

export const responseIssuedYesterday: Fault = {
  name: "response-issued-yesterday",
  family: "semantics",
  description: "The response was issued a day ago, whatever its conditions say.",
  source: "SAML Core 2.0, 1.3.3; 3.2.2",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("samlp:Response", "IssueInstant", ago(24 * 60 * 60)),
  control: { unsigned: setting("samlp:Response", "IssueInstant", ago(4 * 60)) },
};
