import { CannotStart } from "@gatehouse/http/main.ts";
import type { Knex } from "knex";
import type { PoolFile } from "../config/pool-file.ts";
import { poolOf } from "../config/user-pool.ts";

/**
 * Has the pool the groups that its file names, as the file says. One that it named before and does not any more is gone,
 * with its memberships; those that the API made stay.
 * @throws {CannotStart} for a group beside another that a pool without regard to case would take for the same
 */
export const declareGroups = async (transaction: Knex, { UserPool, Groups }: PoolFile, now: Date): Promise<void> => {
  const names = Groups.map(({ GroupName }) => GroupName);
  await transaction("groups").where({ pool_id: UserPool.Id, declared_by: "file" }).whereNotIn("name", names).delete();
  for (const { GroupName, Description, Precedence } of Groups) {
    const key = { pool_id: UserPool.Id, name: GroupName };
    if (!poolOf(UserPool).caseSensitive) await refuseLikeness(transaction, key);
    const row = { description: Description ?? null, precedence: Precedence ?? null, role_arn: null, modified_at: now };
    await transaction("groups")
      .insert({ ...key, ...row, created_at: now })
      .onConflict(["pool_id", "name"])
      .merge(row)
      .whereRaw(
        "(groups.description, groups.precedence, groups.role_arn) is distinct from (excluded.description, excluded.precedence, excluded.role_arn)",
      );
  }
  await transaction("groups").where({ pool_id: UserPool.Id }).whereIn("name", names).update({ declared_by: "file" });
};

const refuseLikeness = async (transaction: Knex, { pool_id, name }: { pool_id: string; name: string }) => {
  const other = await transaction("groups")
    .where({ pool_id })
    .whereNot({ name })
    .whereRaw("lower(name) = lower(?)", [name])
    .first("name");
  if (other)
    throw new CannotStart(`the pool's file declares the group ${name}, beside ${other.name} in pool ${pool_id}`);
};
