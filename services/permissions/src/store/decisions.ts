import type { Grant } from "@gatehouse/entitlements/grant.ts";
import type { Knex } from "knex";
import type { Tenancy } from "./in-tenant.ts";

/** A decision of the authorizer, as a list tells it. */
export interface Decision {
  readonly requestId: string;
  readonly at: Date;
  /** `GET /trades/{tradeId}`; what the authorizer was not told is null. */
  readonly route: string | null;
  readonly method: string;
  readonly path: string;
  readonly user: string;
  readonly effect: "Allow" | "Deny";
  readonly decidedBy: object;
  readonly cached: boolean;
}

/** All that is recorded of a decision. */
export interface RecordedDecision extends Decision {
  readonly methodArn: string | null;
  readonly tokenId: string | null;
  readonly session: string | null;
  readonly clientId: string | null;
  /** Of the access token; null: they were not recorded yet at that time. */
  readonly claims: object | null;
  /** Those that spoke of the request. */
  readonly grants: readonly Grant[];
}

/** Which decisions to list; what is undefined restricts nothing. */
export interface DecisionFilter {
  readonly user?: string | undefined;
  readonly effect?: "Allow" | "Deny" | undefined;
  /** `GET /trades/{tradeId}`, or `/trades/{tradeId}` for every method. */
  readonly route?: string | undefined;
  readonly since?: Date | undefined;
  /** Decisions before. */
  readonly until?: Date | undefined;
}

const told = {
  requestId: "request_id",
  at: "at",
  route: "route",
  method: "method",
  path: "path",
  user: "principal",
  effect: "effect",
  decidedBy: "decided_by",
  cached: "cached",
};

const all = {
  ...told,
  methodArn: "method_arn",
  tokenId: "token_id",
  session: "session_id",
  clientId: "client_id",
  claims: "claims",
  grants: "grants",
};

const ofTenant = ({ trx, tenant }: Tenancy): Knex.QueryBuilder =>
  trx.withSchema("audit").table("decisions").where({ tenant });

/** Where a decision stands in the list: its time, to the microsecond, and its number. */
export type Place = readonly [at: string, id: string];

/** The newest first, from behind that place on. */
export const readDecisions = async (
  tenancy: Tenancy,
  { user, effect, route, since, until }: DecisionFilter,
  { after, count }: { after: readonly string[] | undefined; count: number },
): Promise<(Decision & { place: Place })[]> => {
  const query = ofTenant(tenancy).orderBy([
    { column: "at", order: "desc" },
    { column: "id", order: "desc" },
  ]);
  if (user !== undefined) query.where({ principal: user });
  if (effect !== undefined) query.where({ effect });
  if (route !== undefined) query.whereRaw(route.startsWith("/") ? "split_part(route, ' ', 2) = ?" : "route = ?", route);
  if (since) query.where("at", ">=", since);
  if (until) query.where("at", "<", until);
  if (after) query.whereRaw("(at, id) < (?::timestamptz, ?::bigint)", [...after]);
  const place = tenancy.trx.raw("array[at::text, id::text] as place");
  return await query.limit(count).select(told).select(place);
};

/** The decision on a request; undefined for one that was never made, not recorded, or is another tenant's. */
export const findDecision = async (tenancy: Tenancy, requestId: string): Promise<RecordedDecision | undefined> =>
  await ofTenant(tenancy).where({ request_id: requestId }).orderBy("id", "desc").first(all);

/** A sign-in, as what came of it in the access token's life can be compared with it. */
export interface SignIn {
  readonly attemptId: string;
  readonly at: string;
  readonly provider: string;
  readonly username: string;
  readonly clientId: string | null;
  /** The attempt that began the browser's session, where no identity provider was asked anew. */
  readonly browserSessionOf: string | null;
  /** What the identity provider said: null for a sign-in with a password. */
  readonly assertion: { readonly nameId: string; readonly attributes: Readonly<Record<string, string[]>> } | null;
  /** What became of it in the user's profile. */
  readonly attributes: Readonly<Record<string, string>> | null;
}

/** The sign-in that a session goes back to; undefined where it is kept no more, or nobody of the tenant signed in. */
export const findSignIn = async ({ trx }: Tenancy, session: string): Promise<SignIn | undefined> => {
  // Only Gatehouse's own pool is known to name sessions by UUID; another's have no sign-in here.
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(session)) return undefined;
  const { rows } = await trx.raw("select audit.sign_in_of(?) as found", [session]);
  return rows[0].found ?? undefined;
};

/** How many decisions, of whomever, were lost in a period, and since when decisions are kept. */
export const lostDecisions = async (
  { trx }: Tenancy,
  { since, until }: Pick<DecisionFilter, "since" | "until">,
): Promise<{ lost: number; keptSince?: Date }> => {
  const period = [since ?? "-infinity", until ?? "infinity"];
  const { rows } = await trx.raw("select * from audit.lost_decisions(?, ?)", period);
  const { lost, kept_since: keptSince } = rows[0];
  return { lost: Number(lost), ...(keptSince && { keptSince }) };
};
