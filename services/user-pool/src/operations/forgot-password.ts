import { z } from "zod";
import { deliveryDetails } from "../codes/destination.ts";
import { forgotPassword as sendCode } from "../passwords/forgot-password.ts";
import type { CodeUses } from "../sign-up/resend-code.ts";
import { namedAtClient, namedMembers } from "./named-at-client.ts";
import { operation } from "./operation.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html */
export const forgotPassword = operation({
  input: z.object(namedMembers),
  signed: false,
  ignored: ["AnalyticsMetadata", "UserContextData"],
  async run(input, uses: CodeUses) {
    const destination = await sendCode(await namedAtClient(input, uses), uses);
    return { CodeDeliveryDetails: deliveryDetails(destination) };
  },
});
