import { isTriggerFailure } from "../triggers/failures.ts";
import { InvalidGrant, InvalidRequest, RefusedByTrigger } from "./failures.ts";
import type { GrantType } from "./grant-type.ts";
import { RefreshRefused } from "./judge-refresh.ts";
import { refresh } from "./refresh.ts";

/** https://datatracker.ietf.org/doc/html/rfc6749#section-6 */
export const refreshToken: GrantType = async (form, client, uses) => {
  const token = form.get("refresh_token");
  if (token === undefined) throw new InvalidRequest("refresh_token is required");
  try {
    return await refresh({ token, client, by: "domain" }, uses);
  } catch (error) {
    if (error instanceof RefreshRefused) throw new InvalidGrant(error.message, { cause: error });
    if (isTriggerFailure(error)) throw new RefusedByTrigger(error.message, { cause: error });
    throw error;
  }
};
