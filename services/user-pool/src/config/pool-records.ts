import type { IdentityProviderSettings, Provider } from "./identity-provider.ts";
import type { ResourceServerSettings } from "./resource-server.ts";
import type { Pool, UserPoolSettings } from "./user-pool.ts";
import type { Client, UserPoolClientSettings } from "./user-pool-client.ts";

/** Settings in Cognito's words, as they were declared, and when. */
export interface Declared<Settings> {
  readonly settings: Settings;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** A page of a listing in the order of ids or names, and the one with which it ends if there are more. */
export interface DeclaredPage<Settings> {
  readonly found: readonly Declared<Settings>[];
  readonly next: string | undefined;
}

export interface PageAsked {
  readonly limit: number;
  /** The id or name with which the page before ended. */
  readonly after: string | undefined;
}

/** The pools, clients, providers and resource servers that there are. */
export interface PoolRecords {
  findPool(id: string): Promise<Pool | undefined>;
  findClient(id: string): Promise<Client | undefined>;
  findProvider(poolId: string, name: string): Promise<Provider | undefined>;
  findProviderByIdentifier(poolId: string, identifier: string): Promise<Provider | undefined>;
  /** All scopes that the pool's resource servers define, as `{identifier}/{scope}`. */
  customScopes(poolId: string): Promise<ReadonlySet<string>>;
  countUsers(poolId: string): Promise<number>;
  /** Those with IDPSignout, of all pools: one domain serves them. */
  listSignOutProviders(): Promise<readonly Provider[]>;
  /** The clients that list the provider. */
  listClientsOf(poolId: string, provider: string): Promise<readonly Client[]>;
  declaredPool(id: string): Promise<Declared<UserPoolSettings> | undefined>;
  declaredClient(poolId: string, id: string): Promise<Declared<UserPoolClientSettings> | undefined>;
  declaredProvider(poolId: string, name: string): Promise<Declared<IdentityProviderSettings> | undefined>;
  declaredProviderByIdentifier(
    poolId: string,
    identifier: string,
  ): Promise<Declared<IdentityProviderSettings> | undefined>;
  declaredResourceServer(poolId: string, identifier: string): Promise<Declared<ResourceServerSettings> | undefined>;
  listPools(page: PageAsked): Promise<DeclaredPage<UserPoolSettings>>;
  listClients(poolId: string, page: PageAsked): Promise<DeclaredPage<UserPoolClientSettings>>;
  listProviders(poolId: string, page: PageAsked): Promise<DeclaredPage<IdentityProviderSettings>>;
  listResourceServers(poolId: string, page: PageAsked): Promise<DeclaredPage<ResourceServerSettings>>;
}
