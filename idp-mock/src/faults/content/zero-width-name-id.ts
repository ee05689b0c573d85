import type { Fault } from "../fault.ts";
import { named, victimOf } from "./impostor.ts";

export const zeroWidthNameId: Fault = {
  name: "zero-width-name-id",
  family: "content",
  description: "A blank of no width in the NameID, so that two names look the same.",
  source: "https://www.unicode.org/reports/tr36/",
  code: "SAML_NAME_ID_INVALID",
  plan: (plan) => named(plan, victimOf(plan).replace("@", "\u200b@")),
};
