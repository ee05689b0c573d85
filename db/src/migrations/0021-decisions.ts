import type { Migration } from "../migrations.ts";
import { owner } from "../roles.ts";

/**
 * Decisions get the tenant of their principal, who recorded them and as which one. A recorder says in advance up to which
 * number its decisions may come, so that those which went with a killed process, or found a full queue, leave a gap that
 * is counted. Decisions from before have no recorder.
 */
export const decisions: Migration = {
  name: "0021-decisions",
  up: async (knex) => {
    await knex.raw(columns);
    await knex.raw(rights);
    await knex.raw(recorders);
    await knex.raw(retention);
    await knex.raw(lost);
    await knex.raw(signIns);
  },
};

/** Every list of decisions begins with the tenant, by index alone; the old indexes are what the new ones do better. */
const columns = `
  alter table audit.decisions
    add column tenant text,
    add column instance uuid,
    add column number bigint check (number > 0),
    add column claims jsonb,
    add unique (instance, number);
  drop index audit.decisions_request_id_idx, audit.decisions_principal_at_idx;
  create index on audit.decisions (tenant, at, id);
  create index on audit.decisions (tenant, principal, at, id);
  create index on audit.decisions (tenant, request_id);
  create index on audit.decisions (instance, at);

  create function audit.fill_tenant() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    new.tenant := entitlements.tenant_of(new.principal);
    return new;
  end $$;
  alter table audit.decisions disable trigger append_only;
  update audit.decisions set tenant = entitlements.tenant_of(principal);
  alter table audit.decisions enable trigger append_only;
  create trigger fill_tenant before insert on audit.decisions
    for each row execute function audit.fill_tenant();
`;

const rights = `
  alter table audit.decisions enable row level security;
  alter table audit.decisions force row level security;
  create policy owner on audit.decisions to ${owner} using (true) with check (true);
  create policy authorizer on audit.decisions for insert to gatehouse_authorizer with check (true);
  create policy tenant on audit.decisions for select to gatehouse_permissions
    using (tenant = nullif(current_setting('app.tenant', true), ''));
  grant insert (instance, number, claims) on audit.decisions to gatehouse_authorizer;
  grant select on audit.decisions to gatehouse_permissions;
`;

/** A recorder that ended says so. One that was killed does not, and is not seen any more. */
const recorders = `
  create table audit.recorders (
    instance uuid primary key,
    started_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    numbered bigint not null check (numbered >= 0),
    closed_at timestamptz,
    forgotten bigint not null default 0
  );
  comment on column audit.recorders.numbered is 'no decision has a higher number';
  comment on column audit.recorders.forgotten is 'the highest number that audit.forget_decisions has removed';
  alter table audit.recorders enable row level security;
  alter table audit.recorders force row level security;
  create policy owner on audit.recorders to ${owner} using (true) with check (true);

  create function audit.tell_numbers(recorder uuid, highest bigint, closing boolean) returns void
  language sql security definer set search_path = pg_catalog as $$
    insert into audit.recorders (instance, numbered, closed_at)
    values (recorder, highest, case when closing then clock_timestamp() end)
    on conflict (instance) do update
      set seen_at = clock_timestamp(), numbered = excluded.numbered, closed_at = excluded.closed_at
  $$;
  grant execute on function audit.tell_numbers to gatehouse_authorizer;
`;

/**
 * How old decisions are removed: \`select audit.forget_decisions(now() - interval '1 year')\`, as owner, until it answers
 * 0. Nothing else removes any: the trigger lets a delete through only while the function says what it does.
 */
const retention = `
  create table audit.retention (decisions_before timestamptz not null);
  insert into audit.retention values ('-infinity');
  alter table audit.retention enable row level security;
  alter table audit.retention force row level security;
  create policy owner on audit.retention to ${owner} using (true) with check (true);

  drop trigger append_only on audit.decisions;
  create trigger append_only before update or truncate on audit.decisions
    for each statement execute function audit.refuse();
  create trigger kept before delete on audit.decisions for each statement
    when (current_setting('audit.forgetting', true) is distinct from 'decisions') execute function audit.refuse();

  create function audit.forget_decisions(before timestamptz, most integer default 10000) returns bigint
  language plpgsql set search_path = pg_catalog as $$
  declare
    removed bigint;
  begin
    update audit.retention set decisions_before = greatest(decisions_before, before);
    perform set_config('audit.forgetting', 'decisions', true);
    with gone as (
      delete from audit.decisions where id in (select id from audit.decisions where at < before order by id limit most)
      returning instance, number
    ), marked as (
      update audit.recorders set forgotten = greatest(forgotten, last.number)
      from (select instance, max(number) as number from gone group by instance) as last
      where recorders.instance = last.instance
    )
    select count(*) into removed from gone;
    perform set_config('audit.forgetting', '', true);
    delete from audit.recorders where coalesce(closed_at, seen_at) < before
      and not exists (select from audit.decisions where decisions.instance = recorders.instance);
    return removed;
  end $$;
`;

/**
 * How many decisions of any tenant may have been lost between two moments, and since when decisions are kept. It never
 * says too few: a gap counts in every period that it touches, and of a killed recorder all that it had announced.
 */
const lost = `
  create function audit.lost_decisions(since timestamptz, until timestamptz) returns table (lost bigint, kept_since timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
    with kept as (select greatest(since, decisions_before) as since, decisions_before from audit.retention),
    recorder as (
      select instance, numbered, closed_at is not null or seen_at < clock_timestamp() - interval '1 minute' as ended,
        coalesce((select number from audit.decisions where decisions.instance = recorders.instance
          and at < kept.since order by at desc, number desc limit 1), forgotten) as first,
        (select number from audit.decisions where decisions.instance = recorders.instance
          and at >= until order by at, number limit 1) as next,
        (select max(number) from audit.decisions where decisions.instance = recorders.instance) as newest
      from audit.recorders, kept
      where started_at < until and coalesce(closed_at, seen_at + interval '1 minute') >= kept.since
    ),
    span as (
      select instance, first, coalesce(next - 1, case when ended then numbered else newest end, first) as last from recorder
    )
    select coalesce(sum(greatest(0, last - first - (select count(*) from audit.decisions
        where decisions.instance = span.instance and number > first and number <= last))), 0)::bigint,
      (select nullif(decisions_before, '-infinity') from kept)
    from span
  $$;
  grant execute on function audit.lost_decisions to gatehouse_permissions;
`;

/**
 * The sign-in that a session goes back to, for a caller of the tenant of who signed in: what the identity provider
 * asserted and what became of it, and nothing that lets anybody in. A sign-in by the browser's session names the one
 * that began that session, and tells what that one was told.
 */
const signIns = `
  alter table user_pool.sign_in_attempts add column origin_jti uuid, add column session_of uuid;
  create index on user_pool.sign_in_attempts (origin_jti);
  alter table user_pool.browser_sessions add column attempt_id uuid;

  create function audit.sign_in_of(session uuid) returns jsonb
  language sql stable security definer set search_path = pg_catalog as $$
    select jsonb_build_object(
      'attemptId', attempt.id,
      'at', coalesce(origin.ended_at, attempt.ended_at),
      'provider', coalesce(origin.provider, attempt.provider, 'COGNITO'),
      'username', attempt.username,
      'clientId', attempt.client_id,
      'browserSessionOf', attempt.session_of,
      'assertion', told.leg -> 'assertion',
      'attributes', told.leg -> 'attributes')
    from user_pool.sign_in_attempts as attempt
    left join user_pool.sign_in_attempts as origin on origin.id = attempt.session_of
    left join lateral (
      select leg from user_pool.sign_in_legs
      where attempt_id = coalesce(attempt.session_of, attempt.id) and leg -> 'outcome' ->> 'code' = 'success'
      order by number limit 1
    ) as told on true
    where attempt.origin_jti = session and entitlements.tenant_of(attempt.username) = nullif(current_setting('app.tenant', true), '')
    limit 1
  $$;
  grant execute on function audit.sign_in_of to gatehouse_permissions;
`;
