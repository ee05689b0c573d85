import { signOnError } from "./sign-on-error.ts";
import type { SignOnFault } from "./sign-on-fault.ts";
import { signOnSlow } from "./sign-on-slow.ts";
import { signOnUnavailable } from "./sign-on-unavailable.ts";
import { signOnUnreachable } from "./sign-on-unreachable.ts";

/** Every way in which the sign-on service can fail. */
export const signOnFaults: readonly SignOnFault[] = [signOnError, signOnUnavailable, signOnUnreachable, signOnSlow];
