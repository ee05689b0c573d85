import { type Decided, decide } from "@gatehouse/entitlements/decide.ts";
import { grantsOf } from "@gatehouse/entitlements/grants-of.ts";
import { type MethodArn, parseMethodArn } from "@gatehouse/entitlements/method-arn.ts";
import { providerOf, type TenantState } from "@gatehouse/entitlements/state.ts";
import { account } from "@gatehouse/stack/outputs.ts";
import type { MatrixRow } from "./matrix-file.ts";
import { missing } from "./missing.ts";
import { throughWhat } from "./through-what.ts";
import type { World } from "./world.ts";

/** What comes of a request. */
export interface Judgement {
  readonly received: "allow" | "deny";
  /** The rule that decided, or what is missing. */
  readonly because: string;
}

type Asked = Pick<MatrixRow, "username" | "open" | "method" | "path" | "at" | "groups" | "attributes">;

/** What the authorizer would make of a request with a bearer token, at `now` where the row names no time. */
export const judge = (row: Asked, world: World, now: number): Judgement => {
  if (row.open) return { received: "allow", because: `nobody is asked for a token at ${row.method} ${row.path}` };
  const tenant = tenantOf(row.username, world.tenants);
  if (!tenant)
    return {
      received: "deny",
      because: `${row.username} belongs to no tenant: none names ${providerOf(row.username)}`,
    };
  const question = {
    grants: grantsOf(tenant, row),
    request: requestFor(row, world),
    proven: true,
    user: { username: row.username, sub: row.attributes.sub ?? "", attributes: row.attributes },
    now: row.at ?? now,
  };
  const decided = decide(question);
  const received = decided.decision === "allow" ? "allow" : "deny";
  return { received, because: decided.rule === undefined ? missing(question, tenant) : rule(decided, decided.rule) };
};

export const tenantOf = (username: string, tenants: readonly TenantState[]): TenantState | undefined =>
  tenants.find(({ providers }) => providers.includes(providerOf(username)));

/** The request as the authorizer gets it. */
export const requestFor = (
  { method, path }: { readonly method: string; readonly path: string },
  { region, api }: Pick<World, "region" | "api">,
): MethodArn => parseMethodArn(`arn:aws:execute-api:${region}:${account}:${api.id}/${api.stage}/${method}${path}`);

const rule = ({ applied, narrowed }: Decided, name: string) => {
  const grants = applied.filter(({ permission }) => permission === name);
  const [grant] = grants;
  const told = grant
    ? `${name} (${grant.effect} ${grant.method} ${grant.resource}) by ${grants.map(throughWhat).join(", ")}`
    : name;
  return narrowed === undefined ? told : `${told}; decided for this request alone: ${narrowed}`;
};
