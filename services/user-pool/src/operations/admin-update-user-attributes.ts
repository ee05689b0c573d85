import { z } from "zod";
import { changeAttributes } from "../attributes/change-attributes.ts";
import { noClient, type TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import { foundUser } from "./found-user.ts";
import { operation } from "./operation.ts";
import { attributeName, attributeValue, clientMetadata, poolId, username } from "./shapes.ts";

/**
 * A blank value deletes the attribute. What the provider maps is written anew at the next sign-in.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export const adminUpdateUserAttributes = operation({
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    UserAttributes: z.array(z.object({ Name: attributeName, Value: attributeValue.default("") })),
    ClientMetadata: clientMetadata.optional(),
  }),
  signed: true,
  async run({ UserAttributes, ClientMetadata, ...input }, uses: TriggerUses & Uses<"users" | "accounts" | "now">) {
    const { pool, user } = await foundUser(input, uses);
    const changes = new Map(UserAttributes.map(({ Name, Value }) => [Name, Value]));
    await changeAttributes({ pool, clientId: noClient, user, changes, clientMetadata: ClientMetadata }, uses);
    return {};
  },
});
