import type { Knex } from "knex";
import type { Group, GroupKey, Groups } from "../group.ts";
import { absent } from "./rows.ts";

interface GroupRow {
  readonly pool_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly role_arn: string | null;
  readonly precedence: number | null;
  readonly created_at: Date;
  readonly modified_at: Date;
}

const groupOf = (row: GroupRow): Group => ({
  poolId: row.pool_id,
  name: row.name,
  description: absent(row.description),
  roleArn: absent(row.role_arn),
  precedence: absent(row.precedence),
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

const keyOf = ({ poolId, name }: GroupKey) => ({ pool_id: poolId, name });

const memberOf = ({ poolId, name }: GroupKey, username: string) => ({ pool_id: poolId, group_name: name, username });

export const groupsInPostgres = (knex: Knex): Groups => ({
  async find(key) {
    const row = await knex("groups").where(keyOf(key)).first();
    return row && groupOf(row);
  },
  create: (key, { description, roleArn: role_arn, precedence, caseSensitive, now }) =>
    knex.transaction(async (transaction) => {
      if (!caseSensitive && (await isTaken(transaction, key))) return undefined;
      const [row] = await transaction("groups")
        .insert({ ...keyOf(key), description, role_arn, precedence, created_at: now, modified_at: now })
        .onConflict(["pool_id", "name"])
        .ignore()
        .returning<GroupRow[]>("*");
      return row && groupOf(row);
    }),
  async update(key, { description, roleArn: role_arn, precedence }, now) {
    const [row] = await knex("groups")
      .where(keyOf(key))
      .update({ description, role_arn, precedence, modified_at: now })
      .returning<GroupRow[]>("*");
    return row && groupOf(row);
  },
  remove: async (key) => (await knex("groups").where(keyOf(key)).delete()) === 1,
  async list(poolId, of, { limit, after }) {
    const query = knex("groups")
      .where({ pool_id: poolId })
      .orderBy("name")
      .limit(limit + 1);
    if (of)
      query.whereIn("name", knex("memberships").select("group_name").where({ pool_id: poolId, username: of.username }));
    if (after !== undefined) query.where("name", ">", after);
    const rows: GroupRow[] = await query;
    const groups = rows.slice(0, limit).map(groupOf);
    return { groups, next: rows.length > limit ? groups.at(-1)?.name : undefined };
  },
  addMember: (key, username) =>
    knex.transaction(async (transaction) => {
      const group = await transaction("groups").where(keyOf(key)).forKeyShare().first("name");
      const user = await transaction("users").where({ pool_id: key.poolId, username }).forKeyShare().first("username");
      if (!group || !user) return false;
      await transaction("memberships")
        .insert(memberOf(key, username))
        .onConflict(["pool_id", "username", "group_name"])
        .ignore();
      return true;
    }),
  async removeMember(key, username) {
    await knex("memberships").where(memberOf(key, username)).delete();
  },
});

/** Without regard to case. The pool's row makes all who look for the same name wait in line. */
const isTaken = async (transaction: Knex, { poolId, name }: GroupKey) => {
  await transaction("pools").where({ id: poolId }).forNoKeyUpdate().first("id");
  const taken = await transaction("groups")
    .where({ pool_id: poolId })
    .whereRaw("lower(name) = lower(?)", [name])
    .first("name");
  return taken !== undefined;
};
