import type { Declared } from "./pool-records.ts";
import type { ResourceServerSettings } from "./resource-server.ts";

type DeclaredServer = Declared<ResourceServerSettings>;

/** What the pool's file says of its own resource servers holds again at its next start, as with clients. */
export interface DeclareResourceServers {
  /** @returns undefined for an identifier that is taken in the pool */
  create(poolId: string, settings: ResourceServerSettings, now: Date): Promise<DeclaredServer | undefined>;
  /** @returns undefined for a resource server that is no more */
  replace(poolId: string, settings: ResourceServerSettings, now: Date): Promise<DeclaredServer | undefined>;
  /** Clients keep its scopes in their lists. @returns false for a resource server that is no more */
  remove(poolId: string, identifier: string): Promise<boolean>;
}
