import { RefreshRefused, type RefusalReason } from "../grants/judge-refresh.ts";
import { NotAuthorized, RefreshTokenReuse } from "./failures.ts";

const messages: Readonly<Record<Exclude<RefusalReason, "reused">, string>> = {
  unknown: "Invalid Refresh Token",
  foreign: "Invalid Refresh Token",
  revoked: "Refresh Token has been revoked",
  expired: "Refresh Token has expired",
  "no user": "User does not exist.",
  disabled: "User is disabled.",
};

/** A refusal in the words of the JSON API; anything else as it is. */
export const refusedRefresh = (error: unknown) => {
  if (!(error instanceof RefreshRefused)) return error;
  if (error.reason === "reused") return new RefreshTokenReuse(undefined, { cause: error });
  return new NotAuthorized(messages[error.reason], { cause: error });
};
