import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const nameIdOfOtherLetters: Fault = {
  name: "name-id-of-other-letters",
  family: "content",
  description: "The NameID has letters of other scripts.",
  source: "SAML Core 2.0, 2.2.3",
  code: "accepted",
  plan: (plan) => named(plan, "ålice@例え.jp"),
};
