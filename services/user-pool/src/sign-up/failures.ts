import { failure } from "@gatehouse/http/failure.ts";

export const UsernameExists = failure("UsernameExistsException", 400, "User already exists");
export const UnsupportedUserState = failure(
  "UnsupportedUserStateException",
  400,
  "The user's state does not allow it.",
);
