import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { presentProvider } from "./found-provider.ts";
import { identityProviderDescription } from "./identity-provider-description.ts";
import { operation } from "./operation.ts";
import { idpIdentifier, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetIdentityProviderByIdentifier.html */
export const getIdentityProviderByIdentifier = operation({
  input: z.object({ UserPoolId: poolId, IdpIdentifier: idpIdentifier }),
  signed: true,
  async run({ UserPoolId, IdpIdentifier }, uses: Uses<"records" | "metadata" | "samlKeys">) {
    const pool = await foundPool(UserPoolId, uses);
    const found = await uses.records.declaredProviderByIdentifier(pool.id, IdpIdentifier);
    const declared = presentProvider(IdpIdentifier, found);
    return { IdentityProvider: await identityProviderDescription(pool.id, declared, uses) };
  },
});
