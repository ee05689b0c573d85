import type { Request } from "express";
import type { PoolRecords } from "../config/pool-records.ts";
import { type Arrival, reachedDomain } from "../domains/reached-domain.ts";
import type { World } from "../world.ts";

/** There is no domain by the name that the request used. */
export class NoDomain extends Error {
  override name = "NoDomain";
}

/** Where the request came in; a listener knows by itself whether it speaks TLS. */
export const arrivalOf = (
  request: Request,
  { publicUrl, httpsUrl }: Pick<World, "publicUrl" | "httpsUrl">,
): Arrival => ({
  address: request.secure && httpsUrl !== undefined ? httpsUrl : publicUrl,
  hostname: request.hostname ?? "",
  pathDomain: /^\/domain\/([a-z0-9.-]{1,63})$/.exec(request.baseUrl)?.[1],
});

/**
 * The world as it is at the domain that the request came in by: its URL, and of all clients those of its pool alone.
 * @throws {NoDomain}
 */
export const worldAtDomain = async (request: Request, world: World): Promise<World> => {
  const arrival = arrivalOf(request, world);
  if (request.baseUrl !== "" && arrival.pathDomain === undefined) throw new NoDomain();
  const reached = await reachedDomain(arrival, world);
  if (!reached) throw new NoDomain();
  return { ...world, publicUrl: reached.url, records: recordsOf(reached.poolId, world.records) };
};

/** At another pool's domain a client is unknown. */
const recordsOf = (poolId: string, records: PoolRecords): PoolRecords => ({
  ...records,
  async findClient(id) {
    const client = await records.findClient(id);
    return client?.poolId === poolId ? client : undefined;
  },
});
