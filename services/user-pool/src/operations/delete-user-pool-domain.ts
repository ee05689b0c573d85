import { z } from "zod";
import type { Uses } from "../world.ts";
import { domainName, noSuchDomain } from "./domain-settings.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolDomain.html */
export const deleteUserPoolDomain = operation({
  input: z.object({ Domain: domainName, UserPoolId: poolId }),
  signed: true,
  async run({ Domain, UserPoolId }, uses: Uses<"records" | "domains">) {
    await foundPool(UserPoolId, uses);
    if (!(await uses.domains.remove(UserPoolId, Domain))) throw noSuchDomain();
    return {};
  },
});
