import type { Witness } from "../trace/check.ts";
import type { VerifiedAssertion } from "./assertion.ts";
import type { Expectation } from "./expectation.ts";
import type { MetadataSource } from "./metadata-source.ts";
import { verifyResponse } from "./verify-response.ts";
import { withRenewal } from "./with-renewal.ts";

/**
 * Verifies a response against the provider's metadata, which are fetched anew when no certificate fits its signature.
 * @throws {SamlRefusal}
 */
export const verifyWithRenewal = (
  samlResponse: unknown,
  expected: Omit<Expectation, "idp">,
  { source, witness }: { source: MetadataSource; witness?: Witness },
): Promise<VerifiedAssertion> =>
  withRenewal(source, (idp) => verifyResponse(samlResponse, { ...expected, idp }, witness));
