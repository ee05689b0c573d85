import { z } from "zod";
import { attributeNamed } from "../config/attribute-schema.ts";
import { ProviderTaken } from "../config/declare-providers.ts";
import { type IdentityProviderSettings, identityProvider } from "../config/identity-provider.ts";
import { refusedBesideIdpInit } from "../config/idp-initiated.ts";
import type { Pool } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { DuplicateProvider, InvalidParameter } from "./failures.ts";
import { settingsOf } from "./settings-of.ts";
import { idpIdentifier, longText } from "./shapes.ts";

/** What CreateIdentityProvider and UpdateIdentityProvider have in common, with the constraints of the API's model. */
export const providerMembers = {
  AttributeMapping: z.record(z.string(), longText).optional(),
  IdpIdentifiers: z.array(idpIdentifier).max(50).optional(),
};

export const providersLeaveOut = {
  AcrMapping: "authentication contexts are not asked for",
  "types of provider": "all but SAML",
};

export const providerDetails = z.record(z.string(), longText);

interface Given {
  readonly ProviderType: string;
  readonly ProviderDetails: Readonly<Record<string, string | undefined>>;
}

/**
 * The settings of a provider of the pool. Whether its metadata can be fetched is not asked here.
 * @throws {InvalidParameter} for what contradicts itself, what this pool does not support, and unknown attributes
 */
export const providerSettings = (pool: Pool, given: Given): IdentityProviderSettings => {
  const { ProviderType, ProviderDetails } = given;
  if (
    ProviderType === "SAML" &&
    ProviderDetails.MetadataURL === undefined &&
    ProviderDetails.MetadataFile === undefined
  )
    throw new InvalidParameter("At least one of the MetadataURL or MetadataFile should be provided.");
  const settings = settingsOf(identityProvider, { ...given, ProviderDetails: declarable(ProviderDetails) });
  const unknown = Object.keys(settings.AttributeMapping).find((name) => !attributeNamed(pool.attributes, name));
  if (unknown !== undefined)
    throw new InvalidParameter(
      `AttributeMapping.${unknown}: expected a standard attribute or one of the pool's schema; received ${unknown}`,
    );
  const { IdpIdentifiers } = settings;
  const repeated = IdpIdentifiers.find((identifier, index) => IdpIdentifiers.indexOf(identifier) < index);
  if (repeated !== undefined) throw new InvalidParameter(`IdpIdentifiers: ${repeated} is named twice`);
  return settings;
};

/** What the pool itself says of a provider. Who sends back what was described sends these along, to no effect. */
const readOnly = new Set(["SSORedirectBindingURI", "SLORedirectBindingURI", "ActiveEncryptionCertificate"]);

const declarable = (details: Given["ProviderDetails"]) =>
  Object.fromEntries(Object.entries(details).filter(([name]) => !readOnly.has(name)));

/**
 * A provider with IDPInit must not be listed beside others by any client.
 * @throws {InvalidParameter}
 */
export const refuseBesideOthers = async (
  poolId: string,
  { ProviderName, ProviderDetails }: IdentityProviderSettings,
  { records }: Uses<"records">,
): Promise<void> => {
  if (ProviderDetails.IDPInit !== "true") return;
  for (const { id, providers } of await records.listClientsOf(poolId, ProviderName)) {
    const mixed = refusedBesideIdpInit(ProviderName, providers);
    if (mixed !== undefined) throw new InvalidParameter(`ProviderDetails.IDPInit: client ${id}: ${mixed}`);
  }
};

/** What another provider of the pool has already, as the API says it; any other error as it is. */
export const refusedProvider = (error: unknown): unknown => {
  if (!(error instanceof ProviderTaken)) return error;
  if (error.what === "name") return new DuplicateProvider(`A provider with the name ${error.value} already exists.`);
  return new InvalidParameter(`IdpIdentifiers: ${error.value} identifies another provider of the user pool`);
};
