import type { Migration } from "../migrations.ts";
import { owner } from "../roles.ts";

/**
 * Tenants that cannot see each other. A tenant owns identity providers, and with them the users that sign in there:
 * `{Provider}_{NameID}`, or a name without underscore for the pool's own users (`COGNITO`). Roles are given to users and
 * groups, for a time if need be. What was there before belongs to the tenant `default`.
 */
export const tenants: Migration = {
  name: "0019-tenants",
  up: async (knex) => {
    await knex.raw(tenantsAndTheirUsers);
    await knex.raw(ofATenant);
    await knex.raw(groupsAndDelegations);
    await knex.raw(usersOfTheTenant);
    for (const [table, column] of isolated) await knex.raw(isolation(table, column));
    await knex.raw(rights);
  },
};

/** A version is never given twice, so that what was deleted and made anew does not match an old `ETag`. */
const tenantsAndTheirUsers = `
  create sequence entitlements.versions;
  create domain entitlements.group_name as text check (char_length(value) between 1 and 128);
  create table entitlements.tenants (
    name entitlements.name primary key,
    version bigint not null default nextval('entitlements.versions')
  );
  create table entitlements.providers (
    provider text primary key check (provider ~ '^[^_[:space:]]{1,32}$'),
    tenant entitlements.name not null references entitlements.tenants on update cascade on delete cascade
  );
  create index on entitlements.providers (tenant);

  create function entitlements.tenant_of(username text) returns text
    language sql stable security definer set search_path = pg_catalog as $$
      select tenant from entitlements.providers
      where provider = case when position('_' in username) > 0 then split_part(username, '_', 1) else 'COGNITO' end
    $$;

  insert into entitlements.tenants (name)
    select 'default' where exists (select from entitlements.roles) or exists (select from entitlements.permissions);
  insert into entitlements.providers (provider, tenant)
    select distinct case when position('_' in username) > 0 then split_part(username, '_', 1) else 'COGNITO' end, 'default'
    from entitlements.user_roles;
`;

const ofATenant = `
  alter table entitlements.role_permissions
    drop constraint role_permissions_role_fkey, drop constraint role_permissions_permission_fkey, drop constraint role_permissions_pkey;
  alter table entitlements.user_roles drop constraint user_roles_role_fkey;
  alter table entitlements.roles drop constraint roles_pkey;
  alter table entitlements.permissions drop constraint permissions_pkey;
  drop index entitlements.role_permissions_permission_idx, entitlements.user_roles_role_idx;
  ${["roles", "permissions", "role_permissions", "user_roles"]
    .map(
      (table) => `
        alter table entitlements.${table} add column tenant entitlements.name not null default 'default';
        alter table entitlements.${table} alter column tenant drop default;`,
    )
    .join("")}
  alter table entitlements.roles
    add column version bigint not null default nextval('entitlements.versions'),
    add primary key (tenant, name),
    add foreign key (tenant) references entitlements.tenants on update cascade on delete cascade;
  alter table entitlements.permissions
    add column version bigint not null default nextval('entitlements.versions'),
    add primary key (tenant, name),
    add foreign key (tenant) references entitlements.tenants on update cascade on delete cascade;
  alter table entitlements.role_permissions
    add primary key (tenant, role, permission),
    add foreign key (tenant, role) references entitlements.roles on update cascade on delete cascade,
    add foreign key (tenant, permission) references entitlements.permissions on update cascade on delete cascade;
  create index on entitlements.role_permissions (tenant, permission);
  alter table entitlements.user_roles
    add column starts_at timestamptz,
    add column ends_at timestamptz,
    add column version bigint not null default nextval('entitlements.versions'),
    add check (ends_at > starts_at),
    add foreign key (tenant, role) references entitlements.roles on update cascade on delete cascade;
  create index on entitlements.user_roles (tenant, role, username);
  create index on entitlements.user_roles (tenant, username);
`;

const groupsAndDelegations = `
  create table entitlements.group_roles (
    tenant entitlements.name not null,
    group_name entitlements.group_name not null,
    role entitlements.name not null,
    granted_by text not null,
    granted_at timestamptz not null default now(),
    starts_at timestamptz,
    ends_at timestamptz check (ends_at > starts_at),
    version bigint not null default nextval('entitlements.versions'),
    primary key (tenant, group_name, role),
    foreign key (tenant, role) references entitlements.roles on update cascade on delete cascade
  );
  create index on entitlements.group_roles (tenant, role, group_name);
  create trigger changed after insert or update or delete on entitlements.group_roles
    for each row execute function entitlements.tell_everybody();
  create trigger changed after insert or update or delete on entitlements.providers
    for each row execute function entitlements.tell_everybody();
  ${["group_roles", "providers"]
    .map(
      (table) => `
        create trigger emptied after truncate on entitlements.${table}
          for each statement execute function entitlements.tell_everybody();`,
    )
    .join("")}

  create table entitlements.role_delegations (
    tenant entitlements.name not null,
    role entitlements.name not null,
    permission entitlements.name not null,
    primary key (tenant, role, permission),
    foreign key (tenant, role) references entitlements.roles on update cascade on delete cascade,
    foreign key (tenant, permission) references entitlements.permissions on update cascade on delete cascade
  );
  create index on entitlements.role_delegations (tenant, permission);

  create table entitlements.cursor_keys (
    version integer primary key check (version = 1),
    key bytea not null check (octet_length(key) = 32)
  );
  insert into entitlements.cursor_keys values
    (1, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
`;

const usersOfTheTenant = `
  create function entitlements.refuse_strangers() returns trigger language plpgsql set search_path = pg_catalog as $$
  begin
    if entitlements.tenant_of(new.username) is distinct from new.tenant then
      raise exception 'the user % is not of the tenant %', new.username, new.tenant using errcode = 'check_violation';
    end if;
    return new;
  end $$;
  create trigger of_the_tenant before insert or update of username, tenant on entitlements.user_roles
    for each row execute function entitlements.refuse_strangers();
`;

const isolated = [
  ["tenants", "name"],
  ["providers", "tenant"],
  ["roles", "tenant"],
  ["permissions", "tenant"],
  ["role_permissions", "tenant"],
  ["role_delegations", "tenant"],
  ["user_roles", "tenant"],
  ["group_roles", "tenant"],
] as const;

/** The permissions service sees and writes what belongs to the tenant that its transaction names, and else nothing. */
export const isolation = (table: string, column = "tenant", schema = "entitlements") => `
  alter table ${schema}.${table} enable row level security;
  alter table ${schema}.${table} force row level security;
  create policy owner on ${schema}.${table} to ${owner} using (true) with check (true);
  create policy authorizer on ${schema}.${table} for select to gatehouse_authorizer using (true);
  create policy tenant on ${schema}.${table} to gatehouse_permissions
    using (${column} = nullif(current_setting('app.tenant', true), ''))
    with check (${column} = nullif(current_setting('app.tenant', true), ''));
`;

const rights = `
  grant execute on function entitlements.tenant_of to gatehouse_authorizer, gatehouse_permissions;
  grant usage on sequence entitlements.versions to gatehouse_permissions;
  grant select on entitlements.group_roles, entitlements.providers to gatehouse_authorizer;
  grant select on entitlements.tenants, entitlements.providers, entitlements.cursor_keys to gatehouse_permissions;
  grant update (version) on entitlements.tenants to gatehouse_permissions;
  grant select, insert, update, delete on entitlements.group_roles, entitlements.role_delegations to gatehouse_permissions;
`;
