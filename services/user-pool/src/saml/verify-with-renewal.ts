import type { Witness } from "../trace/check.ts";
import type { VerifiedAssertion } from "./assertion.ts";
import type { Expectation } from "./expectation.ts";
import type { MetadataSource } from "./metadata-source.ts";
import { SamlRefusal } from "./refusal.ts";
import { verifyResponse } from "./verify-response.ts";

/**
 * Verifies a response against the provider's metadata and, when no certificate fits the signature, once more against
 * metadata fetched anew, so that a provider may change its key without notice.
 * @throws {SamlRefusal}
 */
export const verifyWithRenewal = async (
  samlResponse: unknown,
  expected: Omit<Expectation, "idp">,
  { source, witness }: { source: MetadataSource; witness?: Witness },
): Promise<VerifiedAssertion> => {
  const idp = await source.current();
  try {
    return await verifyResponse(samlResponse, { ...expected, idp }, witness);
  } catch (refusal) {
    const renewed = isBadSignature(refusal) ? await source.renewed() : undefined;
    if (!renewed) throw refusal;
    return verifyResponse(samlResponse, { ...expected, idp: renewed }, witness);
  }
};

const isBadSignature = (error: unknown) => error instanceof SamlRefusal && error.code === "SAML_SIGNATURE_INVALID";
