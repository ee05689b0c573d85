import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { poolId } from "./shapes.ts";

/**
 * The certificate of the key that signs the pool's SAML messages: base64 without armour.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetSigningCertificate.html
 */
export const getSigningCertificate = operation({
  input: z.object({ UserPoolId: poolId }),
  signed: true,
  leftOut: { renewal: "a new certificate each year: the first one stays" },
  async run({ UserPoolId }, uses: Uses<"records" | "samlKeys">) {
    const { id } = await foundPool(UserPoolId, uses);
    return { Certificate: (await uses.samlKeys.signing(id)).certificate };
  },
});
