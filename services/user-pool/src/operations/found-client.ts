import type { Declared } from "../config/pool-records.ts";
import type { UserPoolClientSettings } from "../config/user-pool-client.ts";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";

type DeclaredClient = Declared<UserPoolClientSettings>;

/** @throws {ResourceNotFound} */
export const foundDeclaredClient = async (
  poolId: string,
  id: string,
  { records }: Uses<"records">,
): Promise<DeclaredClient> => presentClient(id, await records.declaredClient(poolId, id));

/** @throws {ResourceNotFound} */
export const presentClient = (id: string, client: DeclaredClient | undefined): DeclaredClient => {
  if (!client) throw new ResourceNotFound(`User pool client ${id} does not exist.`);
  return client;
};
