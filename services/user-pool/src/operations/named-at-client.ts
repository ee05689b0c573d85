import { z } from "zod";
import type { Asked } from "../sign-up/resend-code.ts";
import type { Uses } from "../world.ts";
import { foundClient, foundPool } from "./found.ts";
import { refuseWrongSecretHash } from "./secret-hash.ts";
import { clientId, clientMetadata, username } from "./shapes.ts";

/** What is asked for a user by somebody who is not signed in. */
export const namedMembers = {
  ClientId: clientId,
  SecretHash: z.string().optional(),
  Username: username,
  ClientMetadata: clientMetadata.optional(),
};

interface Named {
  readonly ClientId: string;
  readonly SecretHash?: string | undefined;
  readonly Username: string;
  readonly ClientMetadata?: Asked["clientMetadata"];
}

/** @throws {ResourceNotFound} @throws {NotAuthorized} for a wrong SecretHash */
export const namedAtClient = async (input: Named, uses: Uses<"records">): Promise<Asked> => {
  const client = await foundClient(input.ClientId, uses);
  refuseWrongSecretHash(client, input.SecretHash, input.Username);
  return {
    pool: await foundPool(client.poolId, uses),
    client,
    name: input.Username,
    clientMetadata: input.ClientMetadata,
  };
};
