import { username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { period } from "../period.ts";
import { type Decision, readDecisions } from "../store/decisions.ts";
import { inTenant } from "../store/in-tenant.ts";

/** What decided: a permission or another rule of the authorizer, or why there was nothing to decide. */
const decidedBy = z.union([
  z.object({
    decision: z.enum(["allow", "explicitDeny", "implicitDeny"]),
    rule: z.string().optional(),
    statement: z.object({ effect: z.enum(["Allow", "Deny"]), resources: z.array(z.string()) }).optional(),
    narrowed: z.string().optional(),
  }),
  z.object({ unauthorized: z.string() }),
  z.object({ error: z.string() }),
]);

/** A decision, in short. */
export const decision = z.object({
  requestId: z.string(),
  at: z.iso.datetime(),
  route: z.string().optional(),
  method: z.string(),
  path: z.string(),
  user: z.string(),
  effect: z.enum(["Allow", "Deny"]),
  decidedBy,
  cached: z.boolean(),
});

const route = z
  .string()
  .regex(/^([A-Z]{1,7} )?\/[!-~]{0,255}$/, "expected a route such as GET /trades/{tradeId}, or its path alone");

/** `GET /decisions`: what the authorizer decided for the tenant's users, the newest first. */
export const listDecisions = operation({
  id: "listDecisions",
  summary: "List decisions on requests",
  params: z.object({}),
  query: z.strictObject({
    user: username.optional(),
    effect: z.enum(["Allow", "Deny"], { error: "expected Allow or Deny" }).optional(),
    route: route.optional(),
    ...period,
    ...pageQuery,
  }),
  answers: { 200: z.object({ decisions: z.array(decision), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { rows, ...next } = await page(
        { ...tenancy, list: "decisions", query, now: now() },
        { read: (after, count) => readDecisions(tenancy, query, { after, count }), keyOf: ({ place }) => place },
      );
      return { status: 200, body: { decisions: rows.map(tellDecision), ...next } };
    }),
});

/** A decision as an answer tells it. */
export const tellDecision = (made: Decision): object => ({
  requestId: made.requestId,
  at: made.at,
  ...(made.route !== null && { route: made.route }),
  method: made.method,
  path: made.path,
  user: made.user,
  effect: made.effect,
  decidedBy: made.decidedBy,
  cached: made.cached,
});
