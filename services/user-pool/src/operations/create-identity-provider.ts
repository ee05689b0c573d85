import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { identityProviderDescription } from "./identity-provider-description.ts";
import { operation } from "./operation.ts";
import {
  providerDetails,
  providerMembers,
  providerSettings,
  providersLeaveOut,
  refuseBesideOthers,
  refusedProvider,
} from "./provider-settings.ts";
import { refuseBadMetadata } from "./remote-metadata.ts";
import { newProviderName, poolId } from "./shapes.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html */
export const createIdentityProvider = operation({
  input: z.object({
    UserPoolId: poolId,
    ProviderName: newProviderName,
    ProviderType: z.enum(["SAML", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "OIDC"]),
    ProviderDetails: providerDetails,
    ...providerMembers,
  }),
  signed: true,
  leftOut: providersLeaveOut,
  unconfirmed: "the description of the provider's automatic group",
  async run(
    { UserPoolId, ...members },
    uses: Uses<"records" | "providers" | "metadata" | "fetchMetadata" | "samlKeys" | "now">,
  ) {
    const pool = await foundPool(UserPoolId, uses);
    const settings = providerSettings(pool, members);
    await refuseBesideOthers(pool.id, settings, uses);
    await refuseBadMetadata(settings, uses);
    const declared = await uses.providers.create(pool.id, settings, uses.now()).catch((error) => {
      throw refusedProvider(error);
    });
    return { IdentityProvider: await identityProviderDescription(pool.id, declared, uses) };
  },
});
