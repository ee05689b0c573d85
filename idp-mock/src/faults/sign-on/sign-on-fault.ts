import type { EndpointFault } from "../endpoint-fault.ts";

/** How the single sign-on service can fail before anybody can sign in. */
export type SignOnFault = EndpointFault<void>;
