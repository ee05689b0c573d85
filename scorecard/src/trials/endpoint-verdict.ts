import type { EndpointFault } from "@gatehouse/idp-mock/faults/endpoint-fault.ts";

/** What came of a fault of an endpoint: everything that was tried while it was there. */
export interface EndpointVerdict {
  readonly family: "metadata" | "sign-on";
  readonly fault: Omit<EndpointFault<never>, "respond">;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** What is not as it must be; nothing where all is. */
export const endpointShortcomings = ({ findings }: EndpointVerdict): readonly string[] =>
  findings
    .filter(({ expected, found }) => expected !== found)
    .map(({ what, expected, found }) => `${what}: expected ${expected}, received ${found}`);
