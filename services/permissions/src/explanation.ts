// What POST /explain and POST /impact answer.
import { change } from "@gatehouse/entitlements/changes.ts";
import { z } from "zod";

/** The instant that is asked about, in milliseconds since 1970; the present where it is left out. */
export const asked = z.iso
  .datetime({ offset: true, error: "expected a time with its offset, such as 2026-01-31T17:00:00Z" })
  .transform((text) => Date.parse(text))
  .optional();

const whyNot = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("method"), expected: z.string(), received: z.string() }),
  z.object({
    ...{ kind: z.literal("path"), segment: z.int() },
    ...{ expected: z.string().nullable(), received: z.string().nullable() },
  }),
  z.object({ kind: z.literal("notYet"), startsAt: z.string() }),
  z.object({ kind: z.literal("ended"), endsAt: z.string() }),
  z.object({ kind: z.literal("variable"), variable: z.string(), value: z.string().nullable() }),
  z.object({ kind: z.literal("notHeld"), roles: z.array(z.string()), leftOut: z.int() }),
  z.object({ kind: z.literal("overridden"), by: z.string() }),
  z.object({ kind: z.literal("unnameable"), because: z.string() }),
]);

const rules = z.object({
  rules: z.array(
    z.object({
      rule: z.string(),
      kind: z.enum(["permission", "path", "origin"]),
      effect: z.enum(["Allow", "Deny"]),
      method: z.string().optional(),
      resource: z.string().optional(),
      role: z.string().optional(),
      via: z.object({ kind: z.enum(["user", "group"]), group: z.string().optional() }).optional(),
      whyNot: z.array(whyNot),
    }),
  ),
  leftOut: z.int(),
});

export const explanation = z.object({
  user: z.string(),
  method: z.string(),
  path: z.string(),
  decision: z.enum(["allow", "explicitDeny", "implicitDeny"]),
  rule: z.string().nullable(),
  narrowed: z.string().nullable(),
  matched: rules,
  nearMisses: rules,
  changes: z.array(
    z.object({
      changes: z.array(change),
      others: z.object({ users: z.int(), groups: z.int(), atLeast: z.boolean() }),
    }),
  ),
  assumed: z.object({
    at: z.string(),
    groups: z.object({
      from: z.enum(["context", "lastDecision", "nothing"]),
      names: z.array(z.string()),
      requestId: z.string().optional(),
    }),
    attributes: z.array(z.string()),
    sub: z.string().nullable(),
  }),
});

const access = z.object({
  access: z.enum(["all", "some", "none", "undecided"]),
  example: z.string().optional(),
  exception: z.string().optional(),
});

const route = { method: z.string(), path: z.string() };
const routeChanges = z.array(z.object({ ...route, before: access, after: access, example: z.string() }));
const names = z.object({ names: z.array(z.string()), leftOut: z.int() });

export const foreseen = z.object({
  at: z.string(),
  affected: z.array(
    z.object({
      users: names,
      groups: names,
      gains: routeChanges,
      loses: routeChanges,
      undecided: z.array(z.object(route)),
    }),
  ),
  leftOut: z.int(),
});
