import type { Knex } from "knex";
import { asStored } from "../alias.ts";
import type { Identity, User, UserDirectory, UserFilter, UserKey, UserStatus } from "../user.ts";
import { writeAliases } from "./aliases-in-postgres.ts";
import { revokeAll } from "./families-in-postgres.ts";
import { absent, userColumns } from "./rows.ts";

interface UserRow {
  readonly pool_id: string;
  readonly username: string;
  readonly sub: string;
  readonly status: UserStatus;
  readonly identities: IdentityOfUser[];
  readonly attributes: Record<string, string>;
  readonly groups: GroupOfUser[];
  readonly enabled: boolean;
  readonly created_at: Date;
  readonly modified_at: Date;
  readonly tokens_not_before: Date | null;
}

interface GroupOfUser {
  readonly name: string;
  readonly role: string | null;
  readonly precedence: number | null;
}

interface IdentityOfUser {
  readonly provider: string;
  readonly user_id: string;
  readonly issuer: string | null;
  readonly primary: boolean;
  readonly created_at: string;
}

const identityOf = (identity: IdentityOfUser): Identity => ({
  provider: identity.provider,
  userId: identity.user_id,
  issuer: absent(identity.issuer),
  primary: identity.primary,
  createdAt: new Date(identity.created_at),
});

const roleOf = ({ role, precedence }: GroupOfUser) =>
  role === null ? [] : [{ arn: role, precedence: absent(precedence) }];

const userOf = (row: UserRow): User => ({
  poolId: row.pool_id,
  username: row.username,
  sub: row.sub,
  status: row.status,
  identities: row.identities.map(identityOf),
  attributes: row.attributes,
  groups: row.groups.map(({ name }) => name),
  roles: row.groups.flatMap(roleOf),
  enabled: row.enabled,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
  tokensNotBefore: absent(row.tokens_not_before),
});

/** A user's groups in the order of their precedence, the lowest number first and those without one last. */
const groups = `(
  select coalesce(
    json_agg(json_build_object('name', g.name, 'role', g.role_arn, 'precedence', g.precedence)
      order by g.precedence nulls last, g.name),
    '[]')
  from memberships m join groups g on g.pool_id = m.pool_id and g.name = m.group_name
  where m.pool_id = users.pool_id and m.username = users.username
) as groups`;

const identities = `(
  select coalesce(
    json_agg(json_build_object('provider', i.provider, 'user_id', i.provider_user_id, 'issuer', i.issuer,
      'primary', i.is_primary, 'created_at', i.created_at) order by i.created_at, i.provider, i.provider_user_id),
    '[]')
  from (
    select pool_id, username, provider, provider_user_id, issuer, is_primary, created_at from identities
    union all
    select pool_id, username, provider, value, null, false, created_at from identity_links
  ) i
  where i.pool_id = users.pool_id and i.username = users.username
) as identities`;

const selected = (knex: Knex) => knex("users").select<UserRow[]>("users.*", knex.raw(groups), knex.raw(identities));

export const findUser = async (knex: Knex, user: UserKey): Promise<User | undefined> => {
  const [row] = await selected(knex).where(userColumns(user));
  return row && userOf(row);
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const usersInPostgres = (knex: Knex): UserDirectory => {
  const members = (poolId: string, group: string) =>
    knex("memberships").select("username").where({ pool_id: poolId, group_name: group });
  const users = () => selected(knex);
  const byAlias = (poolId: string, value: string) =>
    knex("aliases").select("username").where({ pool_id: poolId, value });
  return {
    find: (poolId, username) => findUser(knex, { poolId, username }),
    async lookUp(pool, name) {
      const username = asStored(pool, name);
      const found = await findUser(knex, { poolId: pool.id, username });
      if (found) return found;
      const [row] = await users()
        .where({ pool_id: pool.id })
        .whereNot({ status: "EXTERNAL_PROVIDER" })
        .where((either) => {
          either.whereIn("username", byAlias(pool.id, username));
          if (uuid.test(name)) either.orWhere({ sub: name });
        });
      return row && userOf(row);
    },
    async findByIdentity(poolId, { provider, userId }) {
      const identity = { pool_id: poolId, provider, provider_user_id: userId };
      const named = knex("identities").select("username").where(identity);
      const [row] = await users().where({ pool_id: poolId }).whereIn("username", named);
      return row && userOf(row);
    },
    async list(poolId, { filter, group, limit, after }) {
      const query = users()
        .where({ pool_id: poolId })
        .orderBy("username")
        .limit(limit + 1);
      if (after !== undefined) query.where("username", ">", after);
      if (group !== undefined) query.whereIn("username", members(poolId, group));
      if (filter) query.whereRaw(comparison(filter), operands(filter));
      const rows = await query;
      const page = rows.slice(0, limit).map(userOf);
      return { users: page, next: rows.length > limit ? page.at(-1)?.username : undefined };
    },
    change: (user, now, attributes) =>
      knex.transaction(async (transaction) => {
        const row = await transaction("users").where(userColumns(user)).forUpdate().first("attributes", "status");
        if (!row) return false;
        const changed = attributes(row.attributes);
        const changes = { attributes: JSON.stringify(changed), modified_at: now };
        await transaction("users").where(userColumns(user)).update(changes);
        await writeAliases(transaction, { ...user, status: row.status, attributes: changed });
        return true;
      }),
    enable: async (user, now) =>
      (await knex("users").where(userColumns(user)).update({ enabled: true, modified_at: now })) === 1,
    disable: (user, now) =>
      knex.transaction(async (transaction) => {
        const disabled = await transaction("users")
          .where(userColumns(user))
          .update({ enabled: false, modified_at: now });
        await revokeAll(transaction, userColumns(user), now);
        return disabled === 1;
      }),
    remove: (user) =>
      knex.transaction(async (transaction) => {
        // Challenges name their user, and another one may get the name.
        const removed = await transaction("users").where(userColumns(user)).delete();
        await transaction("challenges").where(userColumns(user)).delete();
        return removed === 1;
      }),
  };
};

/** `^@` is "begins with"; an attribute that a user has not equals nothing. */
const comparison = ({ of, comparison: operator, exact }: UserFilter) => {
  const column = typeof of === "object" ? "(attributes ->> ?)" : columns[of];
  const [left, right] = exact ? [column, "?::text"] : [`lower(${column})`, "lower(?::text)"];
  return `${left} ${operator === "=" ? "=" : "^@"} ${right}`;
};

const columns = {
  username: "username",
  sub: "sub::text",
  enabled: "(case when enabled then 'Enabled' else 'Disabled' end)",
  "user status": "status",
} as const;

const operands = ({ of, value }: UserFilter) => (typeof of === "object" ? [of.attribute, value] : [value]);
