import type { Fault } from "../fault.ts";
import { named } from "./impostor.ts";

export const nameIdBeyondUsername: Fault = {
  name: "name-id-beyond-username",
  family: "content",
  description: "The NameID has 129 characters, and with the provider's name more than a username may have.",
  source: "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html",
  code: "SAML_USERNAME_TOO_LONG",
  plan: (plan) => named(plan, plan.response.nameId.padStart(129, "a")),
  control: { plan: (plan) => named(plan, plan.response.nameId.padStart(90, "a")) },
};
