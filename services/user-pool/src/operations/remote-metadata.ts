import type { IdentityProviderSettings } from "../config/identity-provider.ts";
import { MetadataNotOk } from "../saml/fetch-metadata.ts";
import { parseMetadata } from "../saml/metadata.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";

/**
 * A MetadataURL must answer with usable metadata at the moment when it is declared.
 * @throws {InvalidParameter} in the real service's words, but for metadata that came and cannot be used
 */
export const refuseBadMetadata = async (
  { ProviderDetails: { MetadataURL: url } }: IdentityProviderSettings,
  { fetchMetadata, now }: Uses<"fetchMetadata" | "now">,
): Promise<void> => {
  if (url === undefined) return;
  const xml = await fetchMetadata(url).catch((cause) => {
    throw new InvalidParameter(unreachable(url, cause), { cause });
  });
  try {
    parseMetadata(xml, { now: now(), expired: "refuse" });
  } catch (cause) {
    throw new InvalidParameter(`ProviderDetails.MetadataURL: ${(cause as Error).message}`, { cause });
  }
};

const unreachable = (url: string, error: unknown) =>
  error instanceof MetadataNotOk
    ? `Non-ok status code ${error.status} returned from remote metadata source ${url}`
    : `Error retrieving metadata from ${url}`;
