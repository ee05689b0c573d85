import { z } from "zod";
import type { Branding, BrandingSettings } from "../config/appearance.ts";
import { InvalidParameter, ResourceNotFound } from "./failures.ts";
import { epochSeconds } from "./shapes.ts";

export const brandingId = z.string().regex(/^[a-f0-9]{8}-[a-f0-9]{4}-4[a-f0-9]{3}-[89aAbB][a-f0-9]{3}-[a-f0-9]{12}$/);

/** What CreateManagedLoginBranding and UpdateManagedLoginBranding have in common. */
export const brandingMembers = {
  UseCognitoProvidedValues: z.boolean().optional(),
  Settings: z.record(z.string(), z.unknown()).optional(),
};

export const brandingLeavesOut = {
  pages: "they look the same, whatever is set",
  Assets: "there is no place for images",
};

/** There are no values of Cognito's that could be merged with a client's own. */
export const unmerged = z
  .boolean()
  .refine((merged) => !merged, "Merged resources are not supported")
  .optional();

export const brandingsTell = { "merged resources": "there are no values of Cognito's own" };

/** A ManagedLoginBrandingType. */
export const brandingDescription = ({ id, poolId, settings, createdAt, modifiedAt }: Branding) => ({
  ManagedLoginBrandingId: id,
  UserPoolId: poolId,
  ...settings,
  CreationDate: epochSeconds(createdAt),
  LastModifiedDate: epochSeconds(modifiedAt),
});

/** @throws {ResourceNotFound} */
export const presentBranding = (branding: Branding | undefined): Branding => {
  if (!branding) throw new ResourceNotFound("Managed login branding does not exist.");
  return branding;
};

/** @throws {InvalidParameter} unless it is one of Cognito's values and one's own */
export const brandingSettings = ({
  UseCognitoProvidedValues = false,
  Settings,
}: {
  readonly UseCognitoProvidedValues?: boolean | undefined;
  readonly Settings?: unknown;
}): BrandingSettings => {
  if (UseCognitoProvidedValues === (Settings !== undefined))
    throw new InvalidParameter("Expected either UseCognitoProvidedValues or Settings.");
  return { UseCognitoProvidedValues, ...(Settings === undefined ? {} : { Settings }) };
};
