import { z } from "zod";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";
import { foundPool } from "./found.ts";
import { identityProviderDescription } from "./identity-provider-description.ts";
import { operation } from "./operation.ts";
import { idpIdentifier, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetIdentityProviderByIdentifier.html */
export const getIdentityProviderByIdentifier = operation({
  input: z.object({ UserPoolId: poolId, IdpIdentifier: idpIdentifier }),
  signed: true,
  async run({ UserPoolId, IdpIdentifier }, uses: Uses<"records" | "metadata">) {
    const pool = await foundPool(UserPoolId, uses);
    const declared = await uses.records.declaredProviderByIdentifier(pool.id, IdpIdentifier);
    if (!declared) throw new ResourceNotFound(`Identity provider ${IdpIdentifier} does not exist.`);
    return { IdentityProvider: await identityProviderDescription(pool.id, declared, uses) };
  },
});
