import { apply } from "./apply.ts";
import type { Change } from "./changes.ts";
import { type HeldRules, type Holder, heldRules } from "./held-rules.ts";
import type { Refused } from "./refused.ts";
import { whyNotSpeaking } from "./why-not.ts";

/** How many other users and groups gain access; `atLeast` where there may be more. */
export interface Others {
  readonly users: number;
  readonly groups: number;
  readonly atLeast: boolean;
}

/**
 * Counts, in a whole state, who else would gain access to a request by changes. Others count as in `impact`: a user by
 * the own roles, a group by its roles, and with no attribute known.
 */
export const othersGaining = ({ state, user, request, now }: Refused, changes: readonly Change[]): Others => {
  const [before, after] = [heldRules(state, now), heldRules(apply(state, changes), now)];
  const gains = (holder: Holder) => !allows(before, holder) && allows(after, holder);
  const allows = (held: HeldRules, { kind, name }: Holder) => {
    const who = { username: kind === "user" ? name : "", sub: "", attributes: {} };
    const speaking = held
      .rulesOf(held.rolesOf({ kind, name }))
      .filter((permission) => whyNotSpeaking(permission, request, who).length === 0);
    return speaking.length > 0 && speaking.every(({ effect }) => effect === "Allow");
  };
  const gaining = after.holders.filter(({ kind, name }) => kind === "group" || name !== user.username).filter(gains);
  const users = gaining.filter(({ kind }) => kind === "user").length;
  return { users, groups: gaining.length - users, atLeast: false };
};
