import type { EndpointScene } from "../faults/endpoint-fault.ts";
import type { Idp } from "../idp.ts";
import { attackersKey } from "../keys/keys.ts";

/** What any fault may draw on, of a sign-in or of an endpoint. @param idps of this process; whether it is among them or not */
export const sceneOf = async (idp: Idp, idps: readonly Idp[]): Promise<EndpointScene> => {
  const other = idps.find((another) => another !== idp);
  const [current, next, attacker] = await Promise.all([idp.keys.current(), idp.keys.next(), attackersKey()]);
  return {
    now: idp.clock(),
    keys: { current, next, attacker },
    other: other && { entityId: other.entityId, keyPair: await other.keys.current() },
  };
};
