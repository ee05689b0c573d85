import { z } from "zod";
import { hasSecret } from "../grants/client-secret.ts";
import { NotRefreshToken, revokeRefreshToken } from "../grants/revoke-refresh-token.ts";
import type { Uses } from "../world.ts";
import { Unauthorized, UnsupportedOperation, UnsupportedTokenType } from "./failures.ts";
import { foundClient } from "./found.ts";
import { operation } from "./operation.ts";
import { clientId, clientSecret, token } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const revokeToken = operation({
  input: z.object({ ClientId: clientId, Token: token, ClientSecret: clientSecret.optional() }),
  signed: false,
  leftOut: { RevokeAssociatedSessions: "sessions are not tracked" },
  async run({ ClientId, Token, ClientSecret }, uses: Uses<"records" | "families" | "now">) {
    const client = await foundClient(ClientId, uses);
    if (!hasSecret(client, ClientSecret)) throw new Unauthorized("Client secret does not match.");
    if (!client.revocable) throw new UnsupportedOperation();
    await revokeRefreshToken({ token: Token, client }, uses).catch((error) => {
      throw error instanceof NotRefreshToken ? new UnsupportedTokenType(undefined, { cause: error }) : error;
    });
    return {};
  },
});
