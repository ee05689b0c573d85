import type { TenantState } from "./state.ts";
import type { User } from "./variables.ts";
import type { AskedRequest } from "./why-not.ts";

/** A request that a user's grants do not allow. */
export interface Refused {
  /**
   * All permissions and roles by name; which permissions a role holds, as far as they speak of the request or the user
   * has the role; what the user and the user's groups were given.
   */
  readonly state: TenantState;
  readonly user: User;
  readonly groups: readonly string[];
  readonly request: AskedRequest;
  /** Milliseconds since 1970. */
  readonly now: number;
}
