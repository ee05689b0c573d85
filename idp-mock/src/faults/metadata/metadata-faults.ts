import type { MetadataFault } from "./metadata-fault.ts";
import { pastValidUntil } from "./past-valid-until.ts";

/** Every way in which the metadata can be wrong. */
export const metadataFaults: readonly MetadataFault[] = [pastValidUntil];
