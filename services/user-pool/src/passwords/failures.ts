import { failure } from "@gatehouse/http/failure.ts";

export const InvalidPassword = failure("InvalidPasswordException", 400, "Password did not conform with policy");
export const PasswordUsedBefore = failure(
  "PasswordHistoryPolicyViolationException",
  400,
  "Password has previously been used.",
);
