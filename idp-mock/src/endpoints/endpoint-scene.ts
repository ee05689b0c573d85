import type { EndpointScene } from "../faults/endpoint-fault.ts";
import type { Idp } from "../idp.ts";
import { attackersKey } from "../keys/keys.ts";

/** What a fault of an endpoint may draw on. */
export const endpointScene = async (idp: Idp, idps: readonly Idp[]): Promise<EndpointScene> => {
  const other = idps.find((another) => another !== idp);
  const [current, next, attacker] = await Promise.all([idp.keys.current(), idp.keys.next(), attackersKey()]);
  return {
    now: idp.clock(),
    keys: { current, next, attacker },
    other: other && { entityId: other.entityId, keyPair: await other.keys.current() },
  };
};
