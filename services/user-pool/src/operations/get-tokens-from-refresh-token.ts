import { z } from "zod";
import { hasSecret } from "../grants/client-secret.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import { refresh } from "../grants/refresh.ts";
import type { Uses } from "../world.ts";
import { authenticationResult } from "./authentication-result.ts";
import { NotAuthorized } from "./failures.ts";
import { foundClient } from "./found.ts";
import { operation } from "./operation.ts";
import { refusedRefresh } from "./refused-refresh.ts";
import { clientId, clientMetadata, clientSecret, token } from "./shapes.ts";

/**
 * Refreshes tokens with and without rotation; the secret, where the client has one, comes in clear.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
export const getTokensFromRefreshToken = operation({
  input: z.object({
    ClientId: clientId,
    RefreshToken: token,
    ClientSecret: clientSecret.optional(),
    ClientMetadata: clientMetadata.optional(),
  }),
  signed: false,
  leftOut: { DeviceKey: "devices are not remembered" },
  unconfirmed: "the wording for refresh tokens that are invalid or expired",
  async run(
    { ClientId, RefreshToken, ClientSecret, ClientMetadata },
    uses: Uses<"records"> & Omit<GrantUses, "codes">,
  ) {
    const client = await foundClient(ClientId, uses);
    if (!hasSecret(client, ClientSecret))
      throw new NotAuthorized(`Unable to verify secret hash for client ${client.id}`);
    const granted = await refresh(
      { token: RefreshToken, client, by: "api", clientMetadata: ClientMetadata },
      uses,
    ).catch((error) => {
      throw refusedRefresh(error);
    });
    return { AuthenticationResult: authenticationResult(granted).AuthenticationResult };
  },
});
