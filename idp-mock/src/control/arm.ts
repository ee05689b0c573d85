import { endpointFaultNames } from "../faults/endpoint-faults.ts";
import { faultNames } from "../faults/faults.ts";
import type { Idp } from "../idp.ts";

/** What an identity provider can be told to do always: faults of each sign-in, and of its endpoints. */
export const armable: readonly string[] = [...faultNames, ...endpointFaultNames];

export const isOfEndpoint = (name: string): boolean => endpointFaultNames.includes(name);

/** From now on these go wrong always, and no others. */
export const arm = ({ faults, endpointFaults }: Pick<Idp, "faults" | "endpointFaults">, names: readonly string[]) => {
  faults.arm(names.filter((name) => !isOfEndpoint(name)));
  endpointFaults.arm(names.filter(isOfEndpoint));
};
