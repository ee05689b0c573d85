import type { Fault } from "../fault.ts";

/** Where the service provider has its assertions encrypted, the fault would be there for nobody to see. */
export const inTheClear = (fault: Fault): Fault => ({
  ...fault,
  prepare: (plan, scene) => ({ ...(fault.prepare?.(plan, scene) ?? plan), encryption: undefined }),
});
