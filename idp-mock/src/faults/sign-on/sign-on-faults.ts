import type { SignOnFault } from "./sign-on-fault.ts";
import { signOnUnavailable } from "./sign-on-unavailable.ts";

/** Every way in which the sign-on service can fail. */
export const signOnFaults: readonly SignOnFault[] = [signOnUnavailable];
