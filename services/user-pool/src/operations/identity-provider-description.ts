import { type IdentityProviderSettings, type Provider, providerOf } from "../config/identity-provider.ts";
import type { Declared } from "../config/pool-records.ts";
import type { Uses } from "../world.ts";
import { epochSeconds } from "./shapes.ts";

/** An IdentityProviderType: what was declared, and what its metadata say. */
export const identityProviderDescription = async (
  UserPoolId: string,
  declared: Declared<IdentityProviderSettings>,
  uses: Uses<"metadata" | "samlKeys">,
) => {
  const { ProviderDetails, ...settings } = declared.settings;
  const provider = providerOf(UserPoolId, declared.settings);
  const readOnly = { ...(await urlsOf(provider, uses)), ...(await encryptionOf(provider, uses)) };
  return {
    UserPoolId,
    ...settings,
    ProviderDetails: { ...ProviderDetails, ...readOnly },
    CreationDate: epochSeconds(declared.createdAt),
    LastModifiedDate: epochSeconds(declared.modifiedAt),
  };
};

/** Left out while the metadata have never been had. */
const urlsOf = async (provider: Provider, { metadata }: Uses<"metadata">) => {
  const known = await metadata(provider)
    .current()
    .catch(() => undefined);
  if (!known) return {};
  return {
    SSORedirectBindingURI: known.ssoRedirectUrl,
    ...(known.sloRedirectUrl === undefined ? {} : { SLORedirectBindingURI: known.sloRedirectUrl }),
  };
};

/** Base64 of the certificate, as metadata carry it. */
const encryptionOf = async (provider: Provider, { samlKeys }: Uses<"samlKeys">) =>
  provider.encrypts ? { ActiveEncryptionCertificate: (await samlKeys.encryption(provider)).certificate } : {};
