import type { IdpMetadata } from "./metadata.ts";
import type { MetadataSource } from "./metadata-source.ts";
import { SamlRefusal } from "./refusal.ts";

/**
 * Verifies something against the provider's metadata and, when no certificate fits the signature, once more against
 * metadata fetched anew, so that a provider may change its key without notice.
 * @throws {SamlRefusal}
 */
export const withRenewal = async <Verified>(
  source: MetadataSource,
  verify: (idp: IdpMetadata) => Verified | Promise<Verified>,
): Promise<Verified> => {
  const idp = await source.current();
  try {
    return await verify(idp);
  } catch (refusal) {
    const renewed = isBadSignature(refusal) ? await source.renewed() : undefined;
    if (!renewed) throw refusal;
    return verify(renewed);
  }
};

const isBadSignature = (error: unknown) => error instanceof SamlRefusal && error.code === "SAML_SIGNATURE_INVALID";
