import { z } from "zod";
import type { Uses } from "../world.ts";
import { InvalidParameter, ResourceNotFound } from "./failures.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/**
 * Takes users, clients and all else of the pool with it.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html
 */
export const deleteUserPool = operation({
  input: z.object({ UserPoolId: poolId }),
  signed: true,
  leftOut: { "the pool of `config/user-pool.yaml`": "it cannot be deleted" },
  unconfirmed: "the wording of refusals",
  async run({ UserPoolId }, { pools, domains }: Uses<"pools" | "domains">) {
    if ((await domains.ofPool(UserPoolId)).length > 0)
      throw new InvalidParameter(
        "User pool cannot be deleted. It has a domain configured that should be deleted first.",
      );
    const outcome = await pools.remove(UserPoolId);
    if (outcome === "none") throw new ResourceNotFound(`User pool ${UserPoolId} does not exist.`);
    if (outcome === "protected")
      throw new InvalidParameter(
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      );
    if (outcome === "of the file")
      throw new InvalidParameter(`User pool ${UserPoolId} is declared by the pool's file and cannot be deleted.`);
    return {};
  },
});
