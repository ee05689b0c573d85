import type { Fault } from "../fault.ts";
import { sealed } from "./sealing.ts";

export const notEncrypted: Fault = {
  name: "not-encrypted",
  family: "encryption",
  description: "The assertion stands in the clear, for a service provider that has it encrypted.",
  source:
    "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IdentityProviderType.html: EncryptedResponses",
  code: "SAML_ASSERTION_NOT_ENCRYPTED",
  needs: "encrypted assertions",
  prepare: sealed,
  plan: (plan) => ({ ...plan, encryption: undefined }),
};
