import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";

export const emptyId: Fault = {
  name: "empty-id",
  family: "content",
  description: "The Response has an empty id.",
  source: "SAML Core 2.0, 1.3.4",
  code: "SAML_XML_ID",
  prepare: assertionSigned,
  plan: (plan) => ({ ...plan, response: { ...plan.response, id: "" } }),
};
