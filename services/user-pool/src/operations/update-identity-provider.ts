import { z } from "zod";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredProvider, presentProvider } from "./found-provider.ts";
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
import { poolId, providerName } from "./shapes.ts";

/**
 * Replaces the members that are given, each as a whole; the others stay.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateIdentityProvider.html
 */
export const updateIdentityProvider = operation({
  input: z.object({
    UserPoolId: poolId,
    ProviderName: providerName,
    ProviderDetails: providerDetails.optional(),
    ...providerMembers,
  }),
  signed: true,
  leftOut: providersLeaveOut,
  async run(
    { UserPoolId, ProviderName, ...members },
    uses: Uses<"records" | "providers" | "metadata" | "fetchMetadata" | "samlKeys" | "now">,
  ) {
    const pool = await foundPool(UserPoolId, uses);
    const kept = (await foundDeclaredProvider(pool.id, ProviderName, uses)).settings;
    const settings = providerSettings(pool, { ...kept, ...given(members) });
    await refuseBesideOthers(pool.id, settings, uses);
    if (members.ProviderDetails) await refuseBadMetadata(settings, uses);
    const replaced = await uses.providers.replace(pool.id, settings, uses.now()).catch((error) => {
      throw refusedProvider(error);
    });
    const declared = presentProvider(ProviderName, replaced);
    return { IdentityProvider: await identityProviderDescription(pool.id, declared, uses) };
  },
});

/** Without the members that were left out. */
const given = <Members extends object>(members: Members) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Members]?: Exclude<Members[Name], undefined>;
  };
