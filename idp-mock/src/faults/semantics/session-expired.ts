import type { Fault } from "../fault.ts";
import { ago, justOver, stillAllowed } from "./instants.ts";
import { setting } from "./setting.ts";

export const sessionExpired: Fault = {
  name: "session-expired",
  family: "semantics",
  description: "The session at the identity provider is over, by a second more than clocks may differ.",
  source: "SAML Core 2.0, 2.7.2",
  code: "SAML_RESPONSE_EXPIRED",
  unsigned: setting("saml:AuthnStatement", "SessionNotOnOrAfter", ago(justOver)),
  control: { unsigned: setting("saml:AuthnStatement", "SessionNotOnOrAfter", ago(stillAllowed)) },
};
