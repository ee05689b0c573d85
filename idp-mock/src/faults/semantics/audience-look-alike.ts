import type { Fault } from "../fault.ts";
import { lookAlike } from "./look-alike.ts";
import { saying } from "./saying.ts";

export const audienceLookAlike: Fault = {
  name: "audience-look-alike",
  family: "semantics",
  description: "One letter of the audience is Cyrillic and looks the same.",
  source: "Unicode Technical Standard 39",
  code: "SAML_AUDIENCE_MISMATCH",
  plan: (plan) => saying({ audience: lookAlike(plan.response.audience) })(plan),
};
