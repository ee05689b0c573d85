import { z } from "zod";
import { DecisionNotFound } from "../failures.ts";
import { operation } from "../operation.ts";
import { findDecision, findSignIn, type RecordedDecision, type SignIn } from "../store/decisions.ts";
import { inTenant } from "../store/in-tenant.ts";
import { decision, tellDecision } from "./list-decisions.ts";

const requestId = z
  .string()
  .regex(/^[!-~]{1,128}$/, "expected the id of a request, as its answer had it in x-amzn-RequestId");

const signIn = z.object({
  attemptId: z.string(),
  at: z.string(),
  provider: z.string(),
  username: z.string(),
  clientId: z.string().optional(),
  browserSessionOf: z.string().optional(),
  assertion: z.object({ nameId: z.string(), attributes: z.record(z.string(), z.array(z.string())) }).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
});

const grant = z.object({
  role: z.string(),
  permission: z.string(),
  effect: z.enum(["Allow", "Deny"]),
  method: z.string(),
  resource: z.string(),
  via: z.union([z.object({ kind: z.literal("user") }), z.object({ kind: z.literal("group"), group: z.string() })]),
  startsAt: z.int().nullable(),
  endsAt: z.int().nullable(),
});

/**
 * `GET /decisions/{requestId}`: why a request was let through or refused, from what the identity provider asserted to
 * the statement that decided. A request of another tenant's user is as if it had never been made.
 */
export const readDecision = operation({
  id: "readDecision",
  summary: "Tell why a request was let through or refused",
  params: z.object({ requestId }),
  answers: {
    200: decision.extend({
      signIn: signIn.optional(),
      claims: z.record(z.string(), z.unknown()).optional(),
      grants: z.array(grant),
      methodArn: z.string().optional(),
      tokenId: z.string().optional(),
      session: z.string().optional(),
      clientId: z.string().optional(),
    }),
  },
  problems: [404],
  run: async ({ params, caller }, { knex }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const made = await findDecision(tenancy, params.requestId);
      if (!made) throw new DecisionNotFound();
      const origin = made.session === null ? undefined : await findSignIn(tenancy, made.session);
      return { status: 200, body: explained(made, origin) };
    }),
});

/** In the order in which one led to the other. */
const explained = (made: RecordedDecision, origin: SignIn | undefined) => ({
  ...tellDecision(made),
  ...(origin && { signIn: known(origin) }),
  ...known({
    claims: made.claims,
    grants: made.grants,
    methodArn: made.methodArn,
    tokenId: made.tokenId,
    session: made.session,
    clientId: made.clientId,
  }),
});

/** What is not known is left out. */
const known = (facts: object) => Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null));
