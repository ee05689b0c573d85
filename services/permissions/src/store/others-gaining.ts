import { apply } from "@gatehouse/entitlements/apply.ts";
import type { Change } from "@gatehouse/entitlements/changes.ts";
import { type Others, othersGaining } from "@gatehouse/entitlements/others-gaining.ts";
import type { Refused } from "@gatehouse/entitlements/refused.ts";
import { type RoleVerdict, roleVerdicts, speakingOf, username } from "@gatehouse/entitlements/role-verdicts.ts";
import type { CountOthers } from "@gatehouse/entitlements/smallest-changes.ts";
import { namesItself, steps } from "@gatehouse/entitlements/variables.ts";
import type { Tenancy } from "./in-tenant.ts";

/** How many users, and how many groups, that have a changed role are looked at. */
const most = 10_000;

/**
 * Counts who else would gain access to a request, as `othersGaining` does in a whole state, but in the database: of those
 * who have a role that is changed, found by index, who is allowed afterwards and was not before. Of more than 10,000
 * those are counted, and the count says that there may be more. The permissions that the changes name are new or speak
 * of the request, as those of `smallestChanges` do.
 */
export const othersInPostgres = (tenancy: Tenancy, refused: Refused): CountOthers => {
  const state = speakingOf(refused.state, refused.request);
  const counted = new Map<string, Promise<Others>>();
  return async (changes) => {
    // Who is in the state that was read: the user's own groups, whose grants may be changed as well.
    const here = othersGaining({ ...refused, state }, changes);
    const roles = [...new Set(changes.flatMap(changedRole))];
    if (roles.length === 0) return here;
    const question: Question = {
      roles,
      before: roleVerdicts(state, refused.request),
      after: roleVerdicts(apply(state, changes), refused.request),
    };
    const key = JSON.stringify(question);
    const there = await (counted.get(key) ?? counted.set(key, count(tenancy, refused, question)).get(key));
    return { users: there?.users ?? 0, groups: here.groups + (there?.groups ?? 0), atLeast: there?.atLeast ?? false };
  };
};

const changedRole = (change: Change) =>
  change.op === "addPermissionToRole" || change.op === "removePermissionFromRole" ? [change.role] : [];

interface Question {
  readonly roles: readonly string[];
  readonly before: readonly RoleVerdict[];
  readonly after: readonly RoleVerdict[];
}

const count = async (tenancy: Tenancy, { user, groups, now }: Refused, question: Question): Promise<Others> => {
  const common = {
    now: new Date(now),
    roles: question.roles,
    most,
    ...bindings("before", question.before),
    ...bindings("after", question.after),
  };
  const ask = async (holders: Holders, except: readonly string[]) => {
    const { rows } = await tenancy.trx.raw(query(holders), {
      ...common,
      tenant: tenancy.tenant,
      except: [...except],
      itself: namesItself.source,
      steps: steps.source,
    });
    return rows[0] as { looked: number; gaining: number };
  };
  const [users, others] = [await ask(userHolders, [user.username]), await ask(groupHolders, groups)];
  return { users: users.gaining, groups: others.gaining, atLeast: users.looked > most || others.looked > most };
};

const bindings = (name: string, verdicts: readonly RoleVerdict[]) => ({
  [`${name}Roles`]: verdicts.map(({ role }) => role),
  [`${name}Effects`]: verdicts.map(({ effect }) => effect),
  [`${name}Patterns`]: verdicts.map(({ where }) => where && asLike(where.pattern)),
  [`${name}Paths`]: verdicts.map(({ where }) => where?.path ?? null),
});

/** A pattern in the language of LIKE; the variable stays. */
const asLike = (pattern: string) =>
  pattern
    .replaceAll(/[\\%_]/g, "\\$&")
    .replaceAll("*", "%")
    .replaceAll("?", "_");

interface Holders {
  readonly table: string;
  readonly column: string;
  /** Whether a verdict that depends on the username is meant for this holder. */
  readonly isMeant: string;
}

/** The name with what LIKE would read as a wildcard escaped: of all that may stand in a path only the underscore. */
const userHolders: Holders = {
  table: "user_roles",
  column: "username",
  isMeant: `case when candidate.name ~ :itself and candidate.name !~ :steps
    then verdict.path like replace(verdict.pattern, '${username}', replace(candidate.name, '_', '\\_'))
    else verdict.effect = 'Deny' end`,
};

/** Nothing is known of who is in a group. */
const groupHolders: Holders = { table: "group_roles", column: "group_name", isMeant: "verdict.effect = 'Deny'" };

const inForce = "(starts_at is null or starts_at <= :now) and (ends_at is null or :now < ends_at)";

const query = (holders: Holders) => `
  with ${verdicts("before")}, ${verdicts("after")},
  candidate as (
    select distinct ${holders.column} as name from entitlements.${holders.table}
    where tenant = :tenant and role = any (:roles::text[]) and ${holders.column} <> all (:except::text[]) and ${inForce}
    order by 1 limit :most + 1
  )
  select count(*)::integer as looked,
    (count(*) filter (where not (${allowed(holders, "before")}) and ${allowed(holders, "after")}))::integer as gaining
  from candidate`;

const verdicts = (name: string) => `
  ${name}_verdict as (
    select * from unnest(:${name}Roles::text[], :${name}Effects::text[], :${name}Patterns::text[], :${name}Paths::text[])
      as verdict (role, effect, pattern, path)
  )`;

const allowed = (holders: Holders, name: string) =>
  `${said(holders, name, "Allow")} and not ${said(holders, name, "Deny")}`;

const said = ({ table, column, isMeant }: Holders, name: string, effect: "Allow" | "Deny") => `
  exists (
    select from entitlements.${table} as held join ${name}_verdict as verdict on verdict.role = held.role
    where held.tenant = :tenant and held.${column} = candidate.name and ${inForce}
      and verdict.effect = '${effect}' and (verdict.pattern is null or ${isMeant})
  )`;
