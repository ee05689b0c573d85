import { UnfitChange } from "@gatehouse/entitlements/apply.ts";
import { changes } from "@gatehouse/entitlements/changes.ts";
import { type Affected, impact } from "@gatehouse/entitlements/impact.ts";
import { providerOf } from "@gatehouse/entitlements/state.ts";
import { z } from "zod";
import { readJson } from "../body.ts";
import { foreseen, asked as instant } from "../explanation.ts";
import { AlreadyExists, NoRoutes, NothingToChange, TooManyTouched } from "../failures.ts";
import { operation } from "../operation.ts";
import { inTenant } from "../store/in-tenant.ts";
import { mostTouched, readTouchedState } from "../store/touched-state.ts";

/** How many kinds of outcome are told of, and how many users and groups are named for each. */
const mostOutcomes = 200;
const mostNames = 1_000;

/** `POST /impact`: who would gain and who would lose which routes by changes, none of which is made. */
export const foreseeImpact = operation({
  id: "foreseeImpact",
  summary: "Tell who would gain and who would lose which routes by changes, without making them",
  params: z.object({}),
  body: z.strictObject({ changes, at: instant }),
  reading: { longest: "1mb", types: ["application/json"], read: readJson },
  answers: { 200: foreseen },
  problems: [404, 409, 501],
  run: async ({ body, caller }, { knex, now, routes }) => {
    if (!routes) throw new NoRoutes();
    const at = body.at ?? now();
    const state = await inTenant(knex, caller, (tenancy) => readTouchedState(tenancy, body.changes));
    if (!state) throw new TooManyTouched(`More than ${mostTouched} users have the roles that these changes touch.`);
    for (const [index, change] of body.changes.entries())
      if ("user" in change && !state.providers.includes(providerOf(change.user)))
        throw new NothingToChange(`changes.${index}.user: There is no user named ${change.user}.`);
    const affected = fitting(() => impact(state, body.changes, routes, at));
    return {
      status: 200,
      body: {
        at: new Date(at).toISOString(),
        affected: affected.slice(0, mostOutcomes).map(named),
        leftOut: Math.max(0, affected.length - mostOutcomes),
      },
    };
  },
});

/** A change that does not fit is the caller's fault, as it is when changes are made. */
const fitting = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UnfitChange)) throw error;
    throw error.kind === "taken" ? new AlreadyExists(error.message) : new NothingToChange(error.message);
  }
};

const named = ({ users, groups, ...changes }: Affected) => ({
  users: atMost(users),
  groups: atMost(groups),
  ...changes,
});

const atMost = (names: readonly string[]) => ({
  names: names.slice(0, mostNames),
  leftOut: Math.max(0, names.length - mostNames),
});
