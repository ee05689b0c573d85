import { z } from "zod";
import { type AuthUses, beginFlow, usersFlows } from "./auth-flows.ts";
import { authMembers } from "./auth-members.ts";
import { foundClient } from "./found.ts";
import { operation } from "./operation.ts";
import { clientId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = operation({
  input: z.object({ ...authMembers, ClientId: clientId }),
  signed: false,
  leftOut: {
    Session: "only choice-based sign-in has one here",
    flows: "`USER_AUTH`",
  },
  ignored: ["AnalyticsMetadata", "UserContextData"],
  unconfirmed: "the wording of refusals",
  async run({ ClientId, ...input }, uses: AuthUses) {
    const client = await foundClient(ClientId, uses);
    return beginFlow(input, { client, flows: usersFlows }, uses);
  },
});
