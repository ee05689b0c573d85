import { metadataFaults } from "./metadata/metadata-faults.ts";
import { signOnFaults } from "./sign-on/sign-on-faults.ts";

/** Names of all that an identity provider's endpoints can be told to do wrong. */
export const endpointFaultNames: readonly string[] = [...metadataFaults, ...signOnFaults].map(({ name }) => name);
