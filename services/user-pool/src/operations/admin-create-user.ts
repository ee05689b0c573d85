import { z } from "zod";
import { newTemporaryPassword } from "../passwords/new-temporary-password.ts";
import { type CreateUses, createUser } from "../sign-up/create-user.ts";
import { inviteAgain } from "../sign-up/invite-again.ts";
import { InvalidParameter } from "./failures.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { clientMetadata, password, poolId, userAttributesInput, username } from "./shapes.ts";
import { listedUser } from "./user-description.ts";
import { validationDataOf } from "./validation-data.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export const adminCreateUser = operation({
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    UserAttributes: userAttributesInput.default([]),
    ValidationData: userAttributesInput.optional(),
    TemporaryPassword: password.optional(),
    ForceAliasCreation: z.boolean().default(false),
    MessageAction: z.enum(["RESEND", "SUPPRESS"]).optional(),
    DesiredDeliveryMediums: z.array(z.enum(["SMS", "EMAIL"])).default(["SMS"]),
    ClientMetadata: clientMetadata.optional(),
  }),
  signed: true,
  unconfirmed: "an invitation for which the user has no address is left out",
  async run({ MessageAction, TemporaryPassword, ...input }, uses: CreateUses) {
    const pool = await foundPool(input.UserPoolId, uses);
    if (MessageAction === "SUPPRESS" && TemporaryPassword === undefined)
      throw new InvalidParameter("User is required to have a password");
    const request = {
      pool,
      name: input.Username,
      attributes: new Map(input.UserAttributes.map(({ Name, Value }) => [Name, Value])),
      temporaryPassword: TemporaryPassword ?? newTemporaryPassword(pool.passwordPolicy),
      invitation: MessageAction === "SUPPRESS" ? [] : input.DesiredDeliveryMediums,
      movesAliases: input.ForceAliasCreation,
      validationData: validationDataOf(input.ValidationData),
      clientMetadata: input.ClientMetadata,
    };
    const user = await (MessageAction === "RESEND" ? inviteAgain : createUser)(request, uses);
    return { User: listedUser(user, undefined) };
  },
});
