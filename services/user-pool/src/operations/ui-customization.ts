import type { UiCustomization } from "../config/appearance.ts";
import type { Uses } from "../world.ts";
import { foundPool } from "./found.ts";
import { foundDeclaredClient } from "./found-client.ts";
import { epochSeconds } from "./shapes.ts";

/** As which the API names the customization of all clients that have none of their own. */
const all = "ALL";

export const uiLeavesOut = { pages: "they look the same, whatever is set" };

/** A UICustomizationType; empty where nothing was set. */
export const uiCustomizationDescription = (UserPoolId: string, customization: UiCustomization | undefined) =>
  customization === undefined
    ? {}
    : {
        UserPoolId,
        ClientId: customization.clientId ?? all,
        CSS: customization.css,
        CSSVersion: customization.cssVersion,
        CreationDate: epochSeconds(customization.createdAt),
        LastModifiedDate: epochSeconds(customization.modifiedAt),
      };

/**
 * Whose customization is meant.
 * @throws {ResourceNotFound} of the pool or the client
 */
export const customized = async (
  { UserPoolId, ClientId = all }: { readonly UserPoolId: string; readonly ClientId?: string | undefined },
  uses: Uses<"records">,
): Promise<{ readonly poolId: string; readonly clientId: string | undefined }> => {
  const { id: poolId } = await foundPool(UserPoolId, uses);
  if (ClientId === all) return { poolId, clientId: undefined };
  await foundDeclaredClient(poolId, ClientId, uses);
  return { poolId, clientId: ClientId };
};
