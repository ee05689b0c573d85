import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const statusMissing: Fault = {
  name: "status-missing",
  family: "semantics",
  description: "Does not say whether the sign-in succeeded.",
  source: "SAML Core 2.0, 3.2.2.1",
  code: "SAML_STATUS_NOT_SUCCESS",
  unsigned: (xml) => without(xml, "samlp:Status"),
};
