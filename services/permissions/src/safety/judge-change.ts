// The rules of the single operations, for changes that are tried in memory: what they read there of rows, these read of a draft.
import type { Change } from "@gatehouse/entitlements/changes.ts";
import type { Draft } from "@gatehouse/entitlements/draft.ts";
import type { PermissionState } from "@gatehouse/entitlements/state.ts";
import { isNarrower } from "../changes/permissions.ts";
import { requireSensible } from "../changes/role-grants.ts";
import type { Changing } from "../store/change.ts";
import type { Holder } from "../store/role-grants.ts";
import { isInForce, type Times } from "../times.ts";
import { requireAdministrator } from "./administrators.ts";
import { requireGiving, requireUndenying } from "./giving.ts";
import { type Attempt, NotAuthorized } from "./not-authorized.ts";
import { requireOtherHolder, requireOtherRole } from "./oneself.ts";

export interface Judged<Of extends Change = Change> {
  readonly changing: Changing;
  /** From before the change. */
  readonly draft: Draft;
  readonly change: Of;
  readonly attempt: Attempt;
  /** Roles, and how long, that were found the caller's to give; for as long as nothing but grants changes. */
  readonly givable: Set<string>;
}

/**
 * Whether the caller may make a change that would change something.
 * @throws {NotAuthorized} @throws {InvalidInput} for times that cannot be meant
 */
export const judgeChange = (judged: Judged): Promise<void> => (judges[judged.change.op] as Judge<Change>)(judged);

type Judge<Of extends Change> = (judged: Judged<Of>) => Promise<void>;

const judges: { readonly [Op in Change["op"]]: Judge<Extract<Change, { op: Op }>> } = {
  createPermission: async () => {},
  changePermission: async ({ changing, draft, attempt, change: { permission: name, method, resource, effect } }) => {
    await requireOtherPermission({ changing, draft, attempt }, name);
    const [gone] = named(draft, [name]);
    const after = { name, method, resource, effect };
    const isGiven = gone && !isNarrower(gone, after) && isBound(draft, name);
    if (isGiven) await requireGiving(changing, { attempt, given: [after] });
    await requireUndenying(changing, { attempt, gone: gone ? [gone] : [], staying: [...allAllows(draft), after] });
  },
  deletePermission: async ({ changing, draft, attempt, change: { permission } }) => {
    await requireOtherPermission({ changing, draft, attempt }, permission);
    await requireUndenying(changing, { attempt, gone: named(draft, [permission]), staying: allAllows(draft) });
  },
  createRole: async () => {},
  changeRole: ({ changing, attempt, change: { role } }) => requireOtherRole(changing, role, attempt),
  deleteRole: async ({ changing, draft, attempt, change: { role } }) => {
    await requireOtherRole(changing, role, attempt);
    await requireUndenying(changing, { attempt, gone: heldBy(draft, [role]), staying: allAllows(draft) });
  },
  addPermissionToRole: async ({ changing, draft, attempt, change: { role, permission } }) => {
    await requireOtherRole(changing, role, attempt);
    const given = named(draft, [permission]);
    await requireGiving(changing, { attempt, given, besides: heldBy(draft, [role]) });
  },
  removePermissionFromRole: async ({ changing, draft, attempt, change: { role, permission } }) => {
    await requireOtherRole(changing, role, attempt);
    const rest = heldBy(draft, [role]).filter(({ name }) => name !== permission);
    const staying = [...rest.filter(isDeny), ...allAllows(draft)];
    await requireUndenying(changing, { attempt, gone: named(draft, [permission]), staying });
  },
  delegatePermissionToRole: async ({ changing, draft, attempt, change: { role, permission } }) => {
    await requireOtherRole(changing, role, attempt);
    await requireGiving(changing, { attempt, given: named(draft, [permission]) });
  },
  undelegatePermissionFromRole: ({ changing, attempt, change: { role } }) => requireOtherRole(changing, role, attempt),
  grantToUser: ({ change, ...judged }) => judgeGiving(judged, { ...change, holder: user(change.user) }),
  changeUserGrant: async ({ change, ...judged }) => {
    await judgeGiving(judged, { ...change, holder: user(change.user) });
    await judgeTaking(judged, { ...change, holder: user(change.user) });
  },
  revokeFromUser: ({ change, ...judged }) => judgeTaking(judged, { ...change, holder: user(change.user) }),
  grantToGroup: ({ change, ...judged }) => judgeGiving(judged, { ...change, holder: group(change.group) }),
  changeGroupGrant: async ({ change, ...judged }) => {
    await judgeGiving(judged, { ...change, holder: group(change.group) });
    await judgeTaking(judged, { ...change, holder: group(change.group) });
  },
  revokeFromGroup: ({ change, ...judged }) => judgeTaking(judged, { ...change, holder: group(change.group) }),
  setApprovals: ({ changing, attempt }) => requireAdministrator(changing, attempt),
};

type Situation = Omit<Judged, "change">;

interface GrantChange {
  readonly holder: Holder;
  readonly role: string;
  readonly startsAt?: string | null | undefined;
  readonly endsAt?: string | null | undefined;
}

const user = (name: string): Holder => ({ kind: "user", name });
const group = (name: string): Holder => ({ kind: "group", name });

const judgeGiving = async (
  { changing, draft, attempt, givable }: Situation,
  { holder, role, ...ends }: GrantChange,
) => {
  const times = timesOf(ends);
  requireSensible(times, changing.now);
  requireOtherHolder(changing, holder, attempt);
  const until = times.endsAt?.getTime() ?? null;
  const key = JSON.stringify([role, until]);
  if (givable.has(key)) return;
  await requireGiving(changing, { attempt, until, given: heldBy(draft, [role]) });
  // What is delegated is given on alone, without what else the role holds.
  for (const permission of named(draft, [...(draft.roles.get(role)?.delegates ?? [])]))
    await requireGiving(changing, { attempt, until, given: [permission] });
  givable.add(key);
};

const judgeTaking = async ({ changing, draft, attempt }: Situation, { holder, role }: GrantChange) => {
  requireOtherHolder(changing, holder, attempt);
  const gone = heldBy(draft, [role]);
  // Most roles deny nothing, and what stays is much to look at.
  if (!gone.some(isDeny)) return;
  if (holder.kind === "group") return requireUndenying(changing, { attempt, gone, staying: allAllows(draft) });
  const others = [...(draft.users.get(holder.name) ?? [])].filter(([name]) => name !== role);
  const lasting = others.filter(
    ([, { startsAt, endsAt }]) => endsAt === null && isInForce(timesOf({ startsAt }), changing.now),
  );
  const byGroups = [...draft.groups.values()].flatMap((grants) => [...grants.keys()]);
  const staying = [
    ...heldBy(draft, [...others.map(([name]) => name), ...byGroups]).filter(isAllow),
    ...heldBy(
      draft,
      lasting.map(([name]) => name),
    ).filter(isDeny),
  ];
  await requireUndenying(changing, { attempt, gone, staying });
};

const timesOf = ({ startsAt, endsAt }: Omit<GrantChange, "holder" | "role">): Times => ({
  startsAt: startsAt ? new Date(startsAt) : null,
  endsAt: endsAt ? new Date(endsAt) : null,
});

/** As `requireOtherPermission` of oneself.ts. */
const requireOtherPermission = async ({ changing, draft, attempt }: Omit<Situation, "givable">, name: string) => {
  const { roles } = await changing.standing();
  const own = [...roles].sort().find((role) => draft.roles.get(role)?.permissions.has(name));
  if (own !== undefined)
    throw new NotAuthorized(attempt, `You may not change the permission ${name}: your role ${own} holds it.`);
};

const isAllow = ({ effect }: PermissionState) => effect === "Allow";
const isDeny = ({ effect }: PermissionState) => effect === "Deny";

const named = ({ permissions }: Draft, names: readonly string[]): readonly PermissionState[] =>
  names.flatMap((name) => permissions.get(name) ?? []);

/** What any of the roles holds, each once. */
const heldBy = (draft: Draft, roles: readonly string[]): readonly PermissionState[] =>
  named(draft, [...new Set(roles.flatMap((role) => [...(draft.roles.get(role)?.permissions ?? [])]))]);

const allAllows = (draft: Draft) => heldBy(draft, [...draft.roles.keys()]).filter(isAllow);

const isBound = ({ roles }: Draft, name: string) =>
  [...roles.values()].some(({ permissions, delegates }) => permissions.has(name) || delegates.has(name));
