import type { EndpointFault } from "../endpoint-fault.ts";

export interface GoodMetadata {
  readonly xml: string;
  /** Where it was asked for. */
  readonly url: string;
}

/** How the metadata can be wrong: made from the document that would have been sent. */
export type MetadataFault = EndpointFault<GoodMetadata>;
