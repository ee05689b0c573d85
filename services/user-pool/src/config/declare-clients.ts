import type { Declared } from "./pool-records.ts";
import type { UserPoolClientSettings } from "./user-pool-client.ts";

type DeclaredClient = Declared<UserPoolClientSettings>;

/** Changes to the clients while the pool runs. At its next start the pool's file has its own clients as it says again. */
export interface DeclareClients {
  create(poolId: string, settings: UserPoolClientSettings, now: Date): Promise<DeclaredClient>;
  /** @returns undefined for a client that is no more */
  replace(poolId: string, settings: UserPoolClientSettings, now: Date): Promise<DeclaredClient | undefined>;
  /** Ends all that was given to the client, too. @returns false for a client that is no more */
  remove(poolId: string, id: string): Promise<boolean>;
}
