import { z } from "zod";
import { confirmForgotPassword as setPassword } from "../passwords/confirm-forgot-password.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { namedAtClient, namedMembers } from "./named-at-client.ts";
import { operation } from "./operation.ts";
import { confirmationCode, password } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html */
export const confirmForgotPassword = operation({
  input: z.object({ ...namedMembers, ConfirmationCode: confirmationCode, Password: password }),
  signed: false,
  ignored: ["AnalyticsMetadata", "UserContextData"],
  async run(input, uses: TriggerUses & Uses<"users" | "accounts" | "passwords" | "now">) {
    const asked = await namedAtClient(input, uses);
    await setPassword({ ...asked, code: input.ConfirmationCode, password: input.Password }, uses);
    return {};
  },
});
