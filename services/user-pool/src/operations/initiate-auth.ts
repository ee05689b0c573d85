import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Client } from "../config/user-pool-client.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import { refresh } from "../grants/refresh.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { authenticationResult } from "./authentication-result.ts";
import { InvalidParameter, NotAuthorized } from "./failures.ts";
import { foundClient } from "./found.ts";
import { operation } from "./operation.ts";
import { refusedRefresh } from "./refused-refresh.ts";
import { clientId } from "./shapes.ts";

const refreshFlows = ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"];
const flows = [
  "USER_SRP_AUTH",
  ...refreshFlows,
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_AUTH",
];

/**
 * Refreshes tokens. Federated users, and there are no others, cannot sign in here.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export const initiateAuth = operation({
  input: z.object({
    AuthFlow: z.enum(flows),
    ClientId: clientId,
    AuthParameters: z.record(z.string(), z.string()).default({}),
  }),
  signed: false,
  leftOut: { Session: "only choice-based sign-in has one here", flows: "all but `REFRESH_TOKEN_AUTH`" },
  ignored: ["ClientMetadata", "AnalyticsMetadata", "UserContextData"],
  async run({ AuthFlow, ClientId, AuthParameters }, uses: Uses<"records"> & Omit<GrantUses, "codes">) {
    const client = await foundClient(ClientId, uses);
    if (!refreshFlows.includes(AuthFlow) || !client.authFlows.includes("ALLOW_REFRESH_TOKEN_AUTH"))
      throw new InvalidParameter(`${AuthFlow} flow not enabled for this client`);
    const token = AuthParameters.REFRESH_TOKEN;
    if (!token) throw new InvalidParameter("Missing required parameter REFRESH_TOKEN");
    await refuseWrongSecretHash(AuthParameters.SECRET_HASH, { client, token }, uses);
    const granted = await refresh({ token, client, by: "api" }, uses).catch((error) => {
      throw refusedRefresh(error);
    });
    return authenticationResult(granted);
  },
});

/** SECRET_HASH is a MAC over the user and the client: https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html#cognito-user-pools-computing-secret-hash */
const refuseWrongSecretHash = async (
  given: string | undefined,
  { client, token }: { client: Client; token: string },
  { families, users }: Uses<"families" | "users">,
) => {
  if (client.secret === undefined) return;
  if (!given) throw new NotAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  const family = (await families.find(hashOf(token)))?.family;
  const user = family && (await users.find(family.poolId, family.username));
  if (!user) throw new NotAuthorized("Invalid Refresh Token");
  if (!namesOf(user).some((name) => isMac(given, { name, client })))
    throw new NotAuthorized(`SecretHash does not match for the client: ${client.id}`);
};

const namesOf = ({ username, sub }: User) => [username, sub];

const isMac = (given: string, { name, client }: { name: string; client: Client }) => {
  const right = createHmac("sha256", client.secret ?? "")
    .update(name + client.id)
    .digest("base64");
  return timingSafeEqual(hashOf(given), hashOf(right));
};
