import type { Migration } from "../migrations.ts";
import { owner } from "../roles.ts";

/**
 * Records of changes belong to tenants and are chained: each holds the hash of the one before it in its tenant's chain.
 * Number, time and hash are given under a lock of that chain, by a trigger, whoever inserts. What is hashed is told in
 * packages/audit-chain/README.md; it is verified there, by code that does not ask the database.
 */
export const auditChain: Migration = {
  name: "0020-audit-chain",
  up: async (knex) => {
    await knex.raw(columns);
    await knex.raw(hashing);
    await knex.raw(chaining);
    await knex.raw(whatWasThere);
    await knex.raw(rights);
  },
};

/** A tenant that is null stands for what concerns none of them. Tenants come and go; what is recorded of them stays. */
const columns = `
  alter table audit.changes
    add column tenant text,
    add column seq bigint,
    add column decision text not null default 'made' check (decision in ('made', 'denied')),
    add column on_behalf text,
    add column source_ip text,
    add column previous bytea,
    add column hash bytea;
  -- The numbers of an identity can be chosen by who may override them.
  alter table audit.changes alter column id drop identity;
  create sequence audit.change_ids owned by audit.changes.id;
  select setval('audit.change_ids', greatest(max(id), 1), max(id) is not null) from audit.changes;
  drop index audit.changes_subject_at_idx;
  create index on audit.changes (tenant, subject, seq);
  create index on audit.changes (tenant, actor, seq);

  create table audit.chains (
    tenant text unique nulls not distinct,
    seq bigint not null,
    hash bytea not null check (octet_length(hash) = 32)
  );
`;

const hashing = `
  create function audit.netstring(content text) returns text language sql immutable set search_path = pg_catalog
    return case when content is null then '-' else octet_length(content) || ':' || content || ',' end;

  create function audit.hash_of(record audit.changes) returns bytea language sql immutable set search_path = pg_catalog
    return sha256(record.previous || convert_to(
      audit.netstring('gatehouse.change.1') || audit.netstring(record.tenant) || audit.netstring(record.seq::text) ||
      audit.netstring(record.id::text) || audit.netstring((extract(epoch from record.at) * 1000000)::bigint::text) ||
      audit.netstring(record.actor) || audit.netstring(record.on_behalf) || audit.netstring(record.action) ||
      audit.netstring(record.subject) || audit.netstring(record.before::text) || audit.netstring(record.after::text) ||
      audit.netstring(record.decision) || audit.netstring(record.request_id) || audit.netstring(record.source_ip),
      'UTF8'));
`;

const chaining = `
  create function audit.next_of_chain(chained text) returns audit.chains language plpgsql set search_path = pg_catalog as $$
  declare last audit.chains;
  begin
    insert into audit.chains values (chained, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    select * into strict last from audit.chains
      where tenant = chained or (tenant is null and chained is null) for update;
    return last;
  end $$;

  create function audit.chain() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  declare last audit.chains;
  begin
    new.tenant := coalesce(new.tenant, nullif(current_setting('app.tenant', true), ''));
    last := audit.next_of_chain(new.tenant);
    new.id := nextval('audit.change_ids');
    new.at := clock_timestamp();
    new.seq := last.seq + 1;
    new.previous := last.hash;
    new.hash := audit.hash_of(new);
    update audit.chains set seq = new.seq, hash = new.hash
      where tenant = new.tenant or (tenant is null and new.tenant is null);
    return new;
  end $$;
`;

/** What there was before tenants is of the tenant that all else from then belongs to. */
const whatWasThere = `
  alter table audit.changes disable trigger append_only;
  do $$
  declare
    early text := (select name from entitlements.tenants where name = 'default');
    last audit.chains;
    one audit.changes;
  begin
    for one in select * from audit.changes order by id loop
      last := audit.next_of_chain(early);
      one.tenant := early;
      one.seq := last.seq + 1;
      one.previous := last.hash;
      one.hash := audit.hash_of(one);
      update audit.changes set (tenant, seq, previous, hash) = (one.tenant, one.seq, one.previous, one.hash) where id = one.id;
      update audit.chains set seq = one.seq, hash = one.hash where tenant is not distinct from early;
    end loop;
  end $$;
  alter table audit.changes enable trigger append_only;
  alter table audit.changes
    alter column seq set not null,
    alter column previous set not null,
    alter column hash set not null,
    add unique nulls not distinct (tenant, seq);
  create trigger chained before insert on audit.changes for each row execute function audit.chain();
`;

/** Who signs checkpoints sees where every chain ends, and of the records its tenant's alone. */
const rights = `
  ${["changes", "chains"]
    .map(
      (table) => `
        alter table audit.${table} enable row level security;
        alter table audit.${table} force row level security;
        create policy owner on audit.${table} to ${owner} using (true) with check (true);
        create policy auditor on audit.${table} for select to gatehouse_auditor using (true);`,
    )
    .join("")}
  create policy auditor on audit.decisions for select to gatehouse_auditor using (true);
  create policy appending on audit.changes for insert to gatehouse_permissions
    with check (tenant is not distinct from nullif(current_setting('app.tenant', true), ''));
  create policy reading on audit.changes for select to gatehouse_permissions
    using (tenant = nullif(current_setting('app.tenant', true), ''));
  create policy signing on audit.chains for select to gatehouse_permissions using (true);

  grant select on audit.changes, audit.chains to gatehouse_permissions;
  grant insert (decision, on_behalf, source_ip) on audit.changes to gatehouse_permissions;

  grant usage on schema audit to gatehouse_auditor;
  grant select on all tables in schema audit to gatehouse_auditor;
  alter default privileges in schema audit grant select on tables to gatehouse_auditor;
`;
