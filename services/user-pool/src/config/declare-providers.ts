import type { IdentityProviderSettings } from "./identity-provider.ts";
import type { Declared } from "./pool-records.ts";

type DeclaredProvider = Declared<IdentityProviderSettings>;

/** What the pool's file says of its own providers holds again at its next start, as with clients. */
export interface DeclareProviders {
  /** Makes the provider's automatic group, too. @throws {ProviderTaken} */
  create(poolId: string, settings: IdentityProviderSettings, now: Date): Promise<DeclaredProvider>;
  /** @returns undefined for a provider that is no more @throws {ProviderTaken} of an identifier */
  replace(poolId: string, settings: IdentityProviderSettings, now: Date): Promise<DeclaredProvider | undefined>;
  /** Its users and its group stay. @returns false for a provider that is no more */
  remove(poolId: string, name: string): Promise<boolean>;
}

/** Names and identifiers are unique in their pool. */
export class ProviderTaken extends Error {
  override name = "ProviderTaken";
  readonly what: "name" | "identifier";
  readonly value: string;
  constructor(what: "name" | "identifier", value: string) {
    super(`another provider of the pool has the ${what} ${value}`);
    this.what = what;
    this.value = value;
  }
}
