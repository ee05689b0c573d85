import type { Declared } from "../config/pool-records.ts";
import type { Pool, UserPoolSettings } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";

/** @throws {ResourceNotFound} */
export const foundPool = async (id: string, { records }: Uses<"records">): Promise<Pool> => {
  const pool = await records.findPool(id);
  if (!pool) throw new ResourceNotFound(`User pool ${id} does not exist.`);
  return pool;
};

/** @throws {ResourceNotFound} */
export const foundClient = async (id: string, { records }: Uses<"records">): Promise<Client> => {
  const client = await records.findClient(id);
  if (!client) throw new ResourceNotFound(`User pool client ${id} does not exist.`);
  return client;
};

type DeclaredPool = Declared<UserPoolSettings>;

/** @throws {ResourceNotFound} */
export const foundDeclaredPool = async (id: string, { records }: Uses<"records">): Promise<DeclaredPool> =>
  presentPool(id, await records.declaredPool(id));

/** @throws {ResourceNotFound} */
export const presentPool = (id: string, pool: DeclaredPool | undefined): DeclaredPool => {
  if (!pool) throw new ResourceNotFound(`User pool ${id} does not exist.`);
  return pool;
};

/**
 * A client of just this pool.
 * @throws {ResourceNotFound}
 */
export const foundClientOf = async (poolId: string, id: string, uses: Uses<"records">): Promise<Client> => {
  const pool = await foundPool(poolId, uses);
  const client = await foundClient(id, uses);
  if (client.poolId !== pool.id) throw new ResourceNotFound(`User pool client ${id} does not exist.`);
  return client;
};
