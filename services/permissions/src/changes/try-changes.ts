import { planned } from "@gatehouse/entitlements/apply.ts";
import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { Draft } from "@gatehouse/entitlements/draft.ts";
import { providerOf } from "@gatehouse/entitlements/state.ts";
import { UserNotFound } from "../failures.ts";
import { judgeChange } from "../safety/judge-change.ts";
import type { Changing } from "../store/change.ts";
import { type Fault, faultOf } from "./faulty-change.ts";
import { recordOf } from "./record-of.ts";

export interface Trial {
  readonly changing: Changing;
  /** Has become what it is after the changes, when all were tried. */
  readonly draft: Draft;
  /** Whose users the tenant's are. */
  readonly providers: readonly string[];
}

/**
 * Tries changes one after the other on a draft: each by the rules of the single operation that does the same, and on
 * what earlier ones made. What changes something is recorded.
 * @param onFault what to do with one that may not be made
 * @returns for each whether it changes something
 */
export const tryChanges = async (
  { changing, draft, providers }: Trial,
  changes: readonly Change[],
  onFault: (fault: Fault) => void,
): Promise<readonly boolean[]> => {
  const known = new Set(providers);
  const givable = new Set<string>();
  const made: boolean[] = [];
  for (const [index, change] of changes.entries()) {
    try {
      made.push(await tryOne({ changing, draft, givable }, change, known));
    } catch (error) {
      onFault(faultOf(error, index));
      made.push(false);
    }
  }
  return made;
};

const tryOne = async (
  { changing, draft, givable }: Pick<Trial, "changing" | "draft"> & { givable: Set<string> },
  change: Change,
  providers: ReadonlySet<string>,
): Promise<boolean> => {
  if ("user" in change && !providers.has(providerOf(change.user)))
    throw new UserNotFound(`There is no user named ${change.user}.`);
  const make = planned(draft, change);
  if (!make) return false;
  const record = recordOf(draft, change, changing.caller.actor);
  const attempt = { action: record.action, subject: record.subject };
  await judgeChange({ changing, draft, change, attempt, givable });
  make();
  if (!("user" in change || "group" in change)) givable.clear();
  changing.record(record);
  return true;
};

/** All or nothing: the first change that may not be made is the answer. */
export const refuse = ({ error }: Fault): never => {
  throw error;
};
