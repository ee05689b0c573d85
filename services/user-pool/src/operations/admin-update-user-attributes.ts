import { z } from "zod";
import { changedAttributes } from "../attributes/changed-attributes.ts";
import type { Uses } from "../world.ts";
import { foundUser, stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { attributeName, attributeValue, poolId, username } from "./shapes.ts";

/**
 * A blank value deletes the attribute. What the provider maps is written anew at the next sign-in.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminUpdateUserAttributes.html
 */
export const adminUpdateUserAttributes = operation({
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    UserAttributes: z.array(z.object({ Name: attributeName, Value: attributeValue.default("") })),
    ClientMetadata: z.record(z.string(), z.string()).optional(),
  }),
  signed: true,
  leftOut: { "verification codes": "a new address is simply not verified" },
  ignored: ["ClientMetadata"],
  async run({ UserAttributes, ...input }, uses: Uses<"records" | "users" | "now">) {
    const { pool, user } = await foundUser(input, uses);
    const changes = new Map(UserAttributes.map(({ Name, Value }) => [Name, Value]));
    stillThere(
      await uses.users.change(user, uses.now(), (current) => changedAttributes(pool.attributes, current, changes)),
    );
    return {};
  },
});
