import type { Migration } from "../migrations.ts";
import { isolation } from "./0019-tenants.ts";

/**
 * A tenant may demand that administrative changes wait until another administrator approves them. What waits is kept as
 * data, with what it would have changed when it was asked for. Whoever turns the demand on or off in SQL is recorded by a
 * trigger; what the service changes it records itself.
 */
export const approvals: Migration = {
  name: "0024-approvals",
  up: async (knex) => {
    await knex.raw(demand);
    await knex.raw(waiting);
  },
};

const demand = `
  alter table entitlements.tenants
    add column approvals text not null default 'none' check (approvals in ('none', 'required'));
  grant update (approvals) on entitlements.tenants to gatehouse_permissions;

  create function entitlements.record_approvals() returns trigger language plpgsql set search_path = pg_catalog as $$
  begin
    insert into audit.changes (tenant, actor, action, subject, before, after)
      values (new.name, session_user, 'SetApprovals', 'approvals',
        jsonb_build_object('approvals', old.approvals), jsonb_build_object('approvals', new.approvals));
    return null;
  end $$;
  create trigger recorded after update on entitlements.tenants for each row
    when (old.approvals is distinct from new.approvals and current_user <> 'gatehouse_permissions')
    execute function entitlements.record_approvals();
`;

/** The groups are those of the token with which somebody asked. Times are those of the service's clock. */
const waiting = `
  create table entitlements.approvals (
    tenant entitlements.name not null references entitlements.tenants on update cascade on delete cascade,
    id uuid not null default gen_random_uuid(),
    requested_by text not null,
    requested_groups jsonb not null,
    requested_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > requested_at),
    changes jsonb not null,
    before jsonb not null,
    state text not null default 'pending' check (state in ('pending', 'approved', 'refused', 'withdrawn')),
    decided_by text,
    decided_at timestamptz,
    check ((state = 'pending') = (decided_by is null)),
    check ((state = 'pending') = (decided_at is null)),
    primary key (tenant, id)
  );
  create index on entitlements.approvals (tenant, requested_at, id);
  ${isolation("approvals")}
  grant select, insert (tenant, requested_by, requested_groups, requested_at, expires_at, changes, before),
    update (state, decided_by, decided_at) on entitlements.approvals to gatehouse_permissions;
`;
