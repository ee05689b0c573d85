import { z } from "zod";
import { deliveryDetails } from "../codes/destination.ts";
import { type CodeUses, resendCode } from "../sign-up/resend-code.ts";
import { namedAtClient, namedMembers } from "./named-at-client.ts";
import { operation } from "./operation.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html */
export const resendConfirmationCode = operation({
  input: z.object(namedMembers),
  signed: false,
  ignored: ["AnalyticsMetadata", "UserContextData"],
  async run(input, uses: CodeUses) {
    const destination = await resendCode(await namedAtClient(input, uses), uses);
    return { CodeDeliveryDetails: deliveryDetails(destination) };
  },
});
