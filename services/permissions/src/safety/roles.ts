// Whether the caller may give a whole role, or take one: what it holds is gained, or what it denies is no obstacle any more.
import type { Changing } from "../store/change.ts";
import { allAllows, permissionsOf } from "../store/held-permissions.ts";
import { type Holder, readGrants, rolesOfGroups } from "../store/role-grants.ts";
import { isInForce } from "../times.ts";
import { requireGiving, requireUndenying } from "./giving.ts";
import type { Attempt } from "./not-authorized.ts";

/** @throws {NotAuthorized} where the role holds or delegates what is not the caller's to give for so long */
export const requireRoleToGive = async (
  changing: Changing,
  { attempt, role, endsAt }: { attempt: Attempt; role: string; endsAt: Date | null },
): Promise<void> => {
  const until = endsAt?.getTime() ?? null;
  await requireGiving(changing, { attempt, until, given: await permissionsOf(changing, "role_permissions", [role]) });
  // What is delegated is given on alone, without what else the role holds.
  for (const permission of await permissionsOf(changing, "role_delegations", [role]))
    await requireGiving(changing, { attempt, until, given: [permission] });
};

/** @throws {NotAuthorized} where the role denies what the holder may be allowed otherwise, and that is not the caller's to give */
export const requireRoleToTake = async (
  changing: Changing,
  { attempt, holder, role }: { attempt: Attempt; holder: Holder; role: string },
): Promise<void> => {
  const gone = await permissionsOf(changing, "role_permissions", [role]);
  if (holder.kind === "group")
    return await requireUndenying(changing, { attempt, gone, staying: await allAllows(changing) });
  const others = (await readGrants(changing, holder)).filter((grant) => grant.role !== role);
  const lasting = others.filter((grant) => grant.endsAt === null && isInForce(grant, changing.now));
  const held = await permissionsOf(changing, "role_permissions", rolesIn(others));
  const denies = await permissionsOf(changing, "role_permissions", rolesIn(lasting));
  const staying = [...allowsOf(held), ...(await allowsByGroups(changing)), ...deniesOf(denies)];
  await requireUndenying(changing, { attempt, gone, staying });
};

/** The same for all roles of one user. */
export const requireRolesToTake = async (
  changing: Changing,
  { attempt, roles }: { attempt: Attempt; roles: readonly string[] },
): Promise<void> => {
  const gone = await permissionsOf(changing, "role_permissions", roles);
  await requireUndenying(changing, { attempt, gone, staying: await allowsByGroups(changing) });
};

/** Which groups a user is in is known from tokens alone, so any of them may be one. */
const allowsByGroups = async (changing: Changing) =>
  allowsOf(await permissionsOf(changing, "role_permissions", await rolesOfGroups(changing)));

type Permissions = Awaited<ReturnType<typeof permissionsOf>>;

const allowsOf = (permissions: Permissions) => permissions.filter(({ effect }) => effect === "Allow");
const deniesOf = (permissions: Permissions) => permissions.filter(({ effect }) => effect === "Deny");
const rolesIn = (grants: readonly { role: string }[]) => grants.map(({ role }) => role);
