import { z } from "zod";
import { confirmSignUp as confirm } from "../sign-up/confirm-sign-up.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { namedAtClient, namedMembers } from "./named-at-client.ts";
import { operation } from "./operation.ts";
import { confirmationCode } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const confirmSignUp = operation({
  input: z.object({
    ...namedMembers,
    ConfirmationCode: confirmationCode,
    ForceAliasCreation: z.boolean().optional(),
  }),
  signed: false,
  leftOut: { Session: "sign-in right after the confirmation" },
  ignored: ["AnalyticsMetadata", "UserContextData"],
  async run(input, uses: TriggerUses & Uses<"users" | "accounts" | "now">) {
    const asked = await namedAtClient(input, uses);
    await confirm({ ...asked, code: input.ConfirmationCode, movesAliases: input.ForceAliasCreation }, uses);
    return {};
  },
});
