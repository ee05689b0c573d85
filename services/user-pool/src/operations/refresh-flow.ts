import type { Client } from "../config/user-pool-client.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import { refresh } from "../grants/refresh.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Uses } from "../world.ts";
import type { AuthParameters } from "./auth-parameters.ts";
import { authenticationResult } from "./authentication-result.ts";
import { NotAuthorized } from "./failures.ts";
import { refusedRefresh } from "./refused-refresh.ts";
import { isSecretHash, requireSecretHash } from "./secret-hash.ts";

/** REFRESH_TOKEN_AUTH: new tokens for a refresh token, of whatever sign-in it is. */
export const refreshFlow = async (client: Client, parameters: AuthParameters, uses: Omit<GrantUses, "codes">) => {
  const token = parameters.required("REFRESH_TOKEN");
  await refuseStrangersHash(client, { token, given: parameters.optional("SECRET_HASH") }, uses);
  const granted = await refresh({ token, client, by: "api" }, uses).catch((error) => {
    throw refusedRefresh(error);
  });
  return authenticationResult(granted);
};

/** The hash is over the user whose token it is. */
const refuseStrangersHash = async (
  client: Client,
  { token, given }: { readonly token: string; readonly given: string | undefined },
  { families, users }: Uses<"families" | "users">,
) => {
  if (client.secret === undefined) return;
  requireSecretHash(client, given);
  const family = (await families.find(hashOf(token)))?.family;
  const user = family && (await users.find(family.poolId, family.username));
  if (!user) throw new NotAuthorized("Invalid Refresh Token");
  if (!isSecretHash(client, given, [user.username, user.sub]))
    throw new NotAuthorized(`SecretHash does not match for the client: ${client.id}`);
};
