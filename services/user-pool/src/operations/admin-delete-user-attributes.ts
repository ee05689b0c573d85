import { z } from "zod";
import { changedAttributes } from "../attributes/changed-attributes.ts";
import type { Uses } from "../world.ts";
import { foundUser, stillThere } from "./found-user.ts";
import { operation } from "./operation.ts";
import { attributeName, poolId, username } from "./shapes.ts";

/**
 * Custom attributes are named with their prefix, `custom:`.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUserAttributes.html
 */
export const adminDeleteUserAttributes = operation({
  input: z.object({ UserPoolId: poolId, Username: username, UserAttributeNames: z.array(attributeName) }),
  signed: true,
  async run({ UserAttributeNames, ...input }, uses: Uses<"records" | "users" | "now">) {
    const { pool, user } = await foundUser(input, uses);
    const changes = new Map(UserAttributeNames.map((name) => [name, ""]));
    stillThere(
      await uses.users.change(user, uses.now(), (current) => changedAttributes(pool.attributes, current, changes)),
    );
    return {};
  },
});
