import type { UserKey } from "../user.ts";
import type { FailedSignIns } from "./lock-out.ts";
import type { PasswordRecord } from "./stored-password.ts";

/** A name under which somebody tries to sign in; it need not be anybody's. */
export interface TriedName {
  readonly poolId: string;
  readonly name: string;
}

export interface Passwords {
  find(user: UserKey): Promise<PasswordRecord | undefined>;
  failedSignIns(tried: TriedName, now: Date): Promise<FailedSignIns | undefined>;
  /**
   * Counts an attempt, one after the other for a name.
   * @returns false while the name is locked: then the attempt counts for nothing, whatever its outcome
   */
  count(tried: TriedName, outcome: { readonly succeeded: boolean; readonly now: Date }): Promise<boolean>;
  /** Random and the same for ever, from which a pool makes what it shows of users who are not there. */
  decoyKey(poolId: string): Promise<Buffer>;
}
