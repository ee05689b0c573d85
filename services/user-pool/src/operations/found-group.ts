import type { Group } from "../group.ts";
import type { Uses } from "../world.ts";
import { ResourceNotFound } from "./failures.ts";
import { foundPool } from "./found.ts";

/** @throws {ResourceNotFound} of the pool or the group */
export const foundGroup = async (
  { UserPoolId, GroupName }: { readonly UserPoolId: string; readonly GroupName: string },
  uses: Uses<"records" | "groups">,
): Promise<Group> => {
  const pool = await foundPool(UserPoolId, uses);
  return presentGroup(await uses.groups.find({ poolId: pool.id, name: GroupName }));
};

/** @throws {ResourceNotFound} */
export const presentGroup = (group: Group | undefined): Group => {
  if (!group) throw new ResourceNotFound("Group not found.");
  return group;
};
