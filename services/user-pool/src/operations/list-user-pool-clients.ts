import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { nextPage, pageOf, pageToken } from "./pages.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const listUserPoolClients = operation({
  input: z.object({
    UserPoolId: poolId,
    MaxResults: z.int().min(1).max(60).optional(),
    NextToken: pageToken.optional(),
  }),
  signed: true,
  leftOut: { ClientType: "clients that registered themselves, which there are none of" },
  async run({ UserPoolId, MaxResults, NextToken }, uses: Uses<"records">) {
    const pool = await foundPool(UserPoolId, uses);
    const { found, next } = await uses.records.listClients(pool.id, pageOf(MaxResults, NextToken));
    const UserPoolClients = found.map(({ settings: { ClientId, ClientName } }) => ({
      ClientId,
      UserPoolId: pool.id,
      ClientName,
    }));
    return { UserPoolClients, ...nextPage("NextToken", next) };
  },
});
