import type { MetadataFault } from "@gatehouse/idp-mock/faults/metadata/metadata-fault.ts";
import type { EndpointVerdict } from "../trials/endpoint-verdict.ts";

export const letIn = "let in";

const badSignature = "SAML_SIGNATURE_INVALID";

/**
 * What cannot be used is not registered, and nobody signs in by it. Who has read good metadata before goes on with those,
 * also when a signature that they do not verify has them read anew; good ones with other keys take their place.
 */
export const expectedOfMetadata = ({ code }: Pick<MetadataFault, "code">) => ({
  "read before": letIn,
  registration: code === "SAML_PROVIDER_UNAVAILABLE" ? "InvalidParameterException" : "registered",
  "first sign-in": code ?? letIn,
  "read anew": badSignature,
  afterwards: code === badSignature ? badSignature : letIn,
});

/** Who was sent away is waited for, and comes back when the service works again. */
export const expectedOfSignOn = { "others meanwhile": letIn, afterwards: letIn };

/** What was expected beside what was found. */
export const findingsOf = <What extends string>(
  expected: Readonly<Record<What, string>>,
  found: Readonly<Record<What, string>>,
): EndpointVerdict["findings"] =>
  (Object.keys(expected) as What[]).map((what) => ({ what, expected: expected[what], found: found[what] }));
