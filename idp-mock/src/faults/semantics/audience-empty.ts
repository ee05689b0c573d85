import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const audienceEmpty: Fault = {
  name: "audience-empty",
  family: "semantics",
  description: "The audience is there and empty.",
  source: "SAML Core 2.0, 2.5.1.4",
  code: "SAML_AUDIENCE_MISMATCH",
  plan: saying({ audience: "" }),
};
