import type { IdentityProviderSettings, Provider } from "./identity-provider.ts";
import type { Pool, UserPoolSettings } from "./user-pool.ts";
import type { Client, UserPoolClientSettings } from "./user-pool-client.ts";

/** Settings in Cognito's words, as they were declared, and when. */
export interface Declared<Settings> {
  readonly settings: Settings;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** The pools, clients and providers that there are. */
export interface PoolRecords {
  findPool(id: string): Promise<Pool | undefined>;
  findClient(id: string): Promise<Client | undefined>;
  findProvider(poolId: string, name: string): Promise<Provider | undefined>;
  findProviderByIdentifier(poolId: string, identifier: string): Promise<Provider | undefined>;
  declaredPool(id: string): Promise<Declared<UserPoolSettings> | undefined>;
  declaredClient(poolId: string, id: string): Promise<Declared<UserPoolClientSettings> | undefined>;
  declaredProvider(poolId: string, name: string): Promise<Declared<IdentityProviderSettings> | undefined>;
}
