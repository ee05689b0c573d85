import { z } from "zod";
import type { Uses } from "../world.ts";
import { newClientId, newClientSecret } from "./client-credentials.ts";
import { clientDescription } from "./client-description.ts";
import { clientMembers, clientName, clientSettings, clientsLeaveOut } from "./client-settings.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { clientSecret, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const createUserPoolClient = operation({
  input: z.object({
    UserPoolId: poolId,
    ClientName: clientName,
    GenerateSecret: z.boolean().default(false),
    ClientSecret: clientSecret.min(24).optional(),
    ...clientMembers,
  }),
  signed: true,
  leftOut: clientsLeaveOut,
  unconfirmed: "the wording of refusals that are not about providers, scopes, attributes or OAuth's flows",
  async run({ UserPoolId, GenerateSecret, ClientSecret, ...members }, uses: Uses<"records" | "clients" | "now">) {
    const pool = await foundPool(UserPoolId, uses);
    if (GenerateSecret && ClientSecret !== undefined)
      throw new InvalidParameter("GenerateSecret and ClientSecret exclude each other.");
    const secret = GenerateSecret ? newClientSecret() : ClientSecret;
    const given = { ...members, ClientId: newClientId(), ...(secret === undefined ? {} : { ClientSecret: secret }) };
    const client = await uses.clients.create(
      pool.id,
      await clientSettings({ pool, doing: "creating" }, given, uses),
      uses.now(),
    );
    return { UserPoolClient: clientDescription(pool.id, client) };
  },
});
