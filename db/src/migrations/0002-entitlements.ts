import type { Migration } from "../migrations.ts";

/**
 * Users have roles, roles have permissions, a permission allows or denies a method on a resource. The primary keys lead
 * with what a lookup by username needs, so that all of a user's permissions are found by index alone.
 */
export const entitlements: Migration = {
  name: "0002-entitlements",
  up: async (knex) => {
    await knex.raw(`
      create domain entitlements.name as text check (value ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
      -- '*' stands for everybody in notifications, so nobody may bear it.
      create domain entitlements.username as text check (char_length(value) between 1 and 128 and value <> '*');

      create table entitlements.roles (
        name entitlements.name primary key,
        description text not null default '' check (char_length(description) <= 256)
      );
      create table entitlements.permissions (
        name entitlements.name primary key,
        method text not null check (method in ('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', '*')),
        resource text not null check (resource ~ '^/[!-~]*$' and char_length(resource) <= 256),
        effect text not null check (effect in ('Allow', 'Deny'))
      );
      create table entitlements.role_permissions (
        role entitlements.name references entitlements.roles on update cascade on delete cascade,
        permission entitlements.name references entitlements.permissions on update cascade on delete cascade,
        primary key (role, permission)
      );
      create index on entitlements.role_permissions (permission);
      create table entitlements.user_roles (
        username entitlements.username,
        role entitlements.name references entitlements.roles on update cascade on delete cascade,
        granted_by text not null,
        granted_at timestamptz not null default now(),
        primary key (username, role)
      );
      create index on entitlements.user_roles (role);

      grant select on all tables in schema entitlements to gatehouse_authorizer;
      grant select, insert, update, delete on all tables in schema entitlements to gatehouse_permissions;
    `);
    await knex.raw(notifications);
  },
};

/**
 * Whoever caches a user's permissions hears of every change once it is committed: the username, or '*' where a change
 * may touch anybody. Repeats within one transaction are delivered once.
 */
const notifications = `
  create function entitlements.tell_user() returns trigger language plpgsql set search_path = pg_catalog as $$
  begin
    if tg_op <> 'INSERT' then perform pg_notify('entitlements_changed', old.username); end if;
    if tg_op <> 'DELETE' then perform pg_notify('entitlements_changed', new.username); end if;
    return null;
  end $$;
  create function entitlements.tell_everybody() returns trigger language plpgsql set search_path = pg_catalog as $$
  begin
    perform pg_notify('entitlements_changed', '*');
    return null;
  end $$;

  create trigger changed after insert or update or delete on entitlements.user_roles
    for each row execute function entitlements.tell_user();
  create trigger emptied after truncate on entitlements.user_roles
    for each statement execute function entitlements.tell_everybody();
  ${["roles", "permissions", "role_permissions"]
    .map(
      (table) => `
        create trigger changed after insert or update or delete on entitlements.${table}
          for each row execute function entitlements.tell_everybody();
        create trigger emptied after truncate on entitlements.${table}
          for each statement execute function entitlements.tell_everybody();`,
    )
    .join("")}
`;
