import type { Change } from "@gatehouse/entitlements/changes.ts";
import { InvalidInput } from "@gatehouse/http/problem.ts";
import { type IfMatch, requireIfMatch, requireMatch } from "../preconditions.ts";
import { requireOtherHolder } from "../safety/oneself.ts";
import { requireRolesToTake, requireRoleToGive, requireRoleToTake } from "../safety/roles.ts";
import type { Changing } from "../store/change.ts";
import { rolesDenying } from "../store/held-permissions.ts";
import {
  addGrant,
  changeGrantTimes,
  findGrant,
  type Holder,
  type RoleGrant,
  readGrants,
  removeGrants,
  requireUser,
} from "../store/role-grants.ts";
import { requireRole } from "../store/roles.ts";
import { sameTimes, type Times, tellTimes } from "../times.ts";

/** A role for a user or a group; `ifMatch` speaks of the grant. */
export interface Given {
  readonly holder: Holder;
  readonly role: string;
  readonly ifMatch?: IfMatch | undefined;
}

/**
 * The holder has the role for that time afterwards, signed in before or not.
 * @throws {PreconditionRequired} where the times of a grant would change and the caller does not say which it has seen
 */
export const giveRole = async (changing: Changing, given: Given & Times): Promise<RoleGrant> => {
  const { holder, role, ifMatch, startsAt, endsAt } = given;
  const stored = await found(changing, given);
  requireMatch(ifMatch, stored?.version);
  if (stored && sameTimes(stored, given)) return stored;
  if (stored) requireIfMatch(ifMatch);
  requireSensible(given, changing.now);
  const attempt = { action: stored ? "ChangeGrant" : "AssignRole", subject: subjectOf(holder) };
  requireOtherHolder(changing, holder, attempt);
  await requireRoleToGive(changing, { attempt, role, endsAt });
  if (stored) await requireRoleToTake(changing, { attempt, holder, role });
  const row = { role, grantedBy: changing.caller.actor, startsAt, endsAt };
  const grant = stored ? await changeGrantTimes(changing, holder, row) : await addGrant(changing, holder, row);
  const changes = [givenAs(holder, stored ? "change" : "grant", grant)];
  changing.record({ ...attempt, ...(stored && { before: told(stored) }), after: told(grant), changes });
  return grant;
};

/** The holder does not have the role afterwards. */
export const takeRole = async (changing: Changing, given: Given): Promise<void> => {
  const { holder, role, ifMatch } = given;
  const stored = await found(changing, given);
  requireMatch(ifMatch, stored?.version);
  if (!stored) return;
  const attempt = { action: "RemoveRole", subject: subjectOf(holder) };
  requireOtherHolder(changing, holder, attempt);
  await requireRoleToTake(changing, { attempt, holder, role });
  await removeGrants(changing, holder, role);
  changing.record({ ...attempt, before: told(stored), changes: [takenAs(holder, role)] });
};

/** The user has no role of his own afterwards. */
export const removeUser = async (changing: Changing, username: string): Promise<void> => {
  const holder = { kind: "user", name: username } as const;
  await requireUser(changing, username);
  const grants = await readGrants(changing, holder);
  if (grants.length === 0) return;
  const attempt = { action: "RemoveUser", subject: subjectOf(holder) };
  requireOtherHolder(changing, holder, attempt);
  await requireRolesToTake(changing, { attempt, roles: grants.map(({ role }) => role) });
  await removeGrants(changing, holder);
  // What denies goes last, so that on the way there nothing is allowed that was not before.
  const roles = grants.map(({ role }) => role);
  const denying = await rolesDenying(changing, roles);
  const inTurn = [...roles.filter((role) => !denying.has(role)), ...roles.filter((role) => denying.has(role))];
  const changes = inTurn.map((role) => takenAs(holder, role));
  changing.record({ ...attempt, before: { roles: grants.map(told) }, changes });
};

/** How far ahead a grant may start or end, in milliseconds: ten years. What is meant to be for good has no end. */
const furthest = 10 * 366 * 86_400_000;

/** @throws {InvalidInput} for times that cannot be meant */
export const requireSensible = ({ startsAt, endsAt }: Times, now: number) => {
  const fault = (field: string, expected: string) => new InvalidInput([{ field, reason: `expected ${expected}` }]);
  if (startsAt && startsAt.getTime() > now + furthest) throw fault("startsAt", "a time within ten years");
  if (!endsAt) return;
  if (endsAt.getTime() <= now) throw fault("endsAt", "a time that is still to come");
  if (endsAt.getTime() > now + furthest) throw fault("endsAt", "a time within ten years");
  if (startsAt && endsAt <= startsAt) throw fault("endsAt", "a time after startsAt");
};

const found = async (changing: Changing, { holder, role }: Given) => {
  if (holder.kind === "user") await requireUser(changing, holder.name);
  await requireRole(changing, role);
  return await findGrant(changing, holder, role);
};

const givenAs = ({ kind, name }: Holder, how: "grant" | "change", { role, ...times }: RoleGrant): Change => {
  const ends = { startsAt: times.startsAt?.toISOString() ?? null, endsAt: times.endsAt?.toISOString() ?? null };
  if (kind === "user") return { op: how === "grant" ? "grantToUser" : "changeUserGrant", user: name, role, ...ends };
  return { op: how === "grant" ? "grantToGroup" : "changeGroupGrant", group: name, role, ...ends };
};

const takenAs = ({ kind, name }: Holder, role: string): Change =>
  kind === "user" ? { op: "revokeFromUser", user: name, role } : { op: "revokeFromGroup", group: name, role };

const subjectOf = ({ kind, name }: Holder) => `${kind}/${name}`;

const told = ({ role, grantedBy, grantedAt, ...times }: RoleGrant) => ({
  role,
  grantedBy,
  grantedAt,
  ...tellTimes(times),
});
