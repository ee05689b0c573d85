import type { Declared } from "./pool-records.ts";
import type { UserPoolSettings } from "./user-pool.ts";

type DeclaredPool = Declared<UserPoolSettings>;

/** Changes to pools while they run. At the next start the file's own pool is as the file says again; others stay. */
export interface DeclarePools {
  /** Makes the pool's signing keys, too. */
  create(settings: UserPoolSettings, now: Date): Promise<DeclaredPool>;
  /**
   * Nobody else changes the pool meanwhile.
   * @param change is given the settings as they are; what it throws leaves them so
   * @returns undefined for a pool that is no more
   */
  change(
    id: string,
    change: (settings: UserPoolSettings) => UserPoolSettings,
    now: Date,
  ): Promise<DeclaredPool | undefined>;
  /** Removes the pool with all that is in it, unless DeletionProtection or the pool's file keeps it. */
  remove(id: string): Promise<"removed" | "protected" | "of the file" | "none">;
}
