import type { Fault } from "../fault.ts";
import { without } from "../markup.ts";

export const statusCodeMissing: Fault = {
  name: "status-code-missing",
  family: "semantics",
  description: "Has a status of no code.",
  source: "SAML Core 2.0, 3.2.2.1",
  code: "SAML_STATUS_NOT_SUCCESS",
  unsigned: (xml) => without(xml, "samlp:StatusCode"),
};
