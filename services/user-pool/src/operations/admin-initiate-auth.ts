import { z } from "zod";
import { type AuthUses, administratorsFlows, beginFlow } from "./auth-flows.ts";
import { authMembers } from "./auth-members.ts";
import { foundClientOf } from "./found.ts";
import { operation } from "./operation.ts";
import { clientId, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const adminInitiateAuth = operation({
  input: z.object({ ...authMembers, UserPoolId: poolId, ClientId: clientId }),
  signed: true,
  leftOut: {
    Session: "only choice-based sign-in has one here",
    flows: "`USER_AUTH`",
  },
  ignored: ["AnalyticsMetadata", "ContextData"],
  async run({ UserPoolId, ClientId, ...input }, uses: AuthUses) {
    const client = await foundClientOf(UserPoolId, ClientId, uses);
    return beginFlow(input, { client, flows: administratorsFlows }, uses);
  },
});
