import { explain } from "@gatehouse/entitlements/explain.ts";
import { groupName, permissionMethod, username } from "@gatehouse/entitlements/fields.ts";
import { grantsOf } from "@gatehouse/entitlements/grants-of.ts";
import type { Refused } from "@gatehouse/entitlements/refused.ts";
import { speaksToSomebody } from "@gatehouse/entitlements/role-verdicts.ts";
import { smallestChanges } from "@gatehouse/entitlements/smallest-changes.ts";
import { z } from "zod";
import { explanation, asked as instant } from "../explanation.ts";
import { operation } from "../operation.ts";
import { readAskedState } from "../store/asked-state.ts";
import { inTenant } from "../store/in-tenant.ts";
import { lastGroups } from "../store/last-groups.ts";
import { othersInPostgres } from "../store/others-gaining.ts";
import { unheldIn } from "../unheld.ts";

const body = z.strictObject({
  user: username,
  method: permissionMethod.exclude(["*"], { error: "expected one method, such as GET" }),
  path: z
    .string({ error: "expected the raw path of a request" })
    .max(2_048, "expected at most 2,048 characters")
    .regex(/^\/[!-~]*$/, "expected a raw path: a slash first, no space, and only characters of ASCII")
    .regex(/^[^?#]*$/, "expected a path without query and fragment"),
  at: instant,
  context: z
    .strictObject({
      groups: z.array(groupName).max(2_000, "expected at most 2,000 groups").optional(),
      attributes: z.record(z.string().max(64), z.string().max(2_048)).optional(),
      sub: z.string().max(128).optional(),
    })
    .optional(),
});

/** `POST /explain`: what would be decided on a request, why, and what would have to change for it to be allowed. */
export const explainDecision = operation({
  id: "explain",
  summary: "Explain what is decided on a request, and why",
  params: z.object({}),
  body,
  answers: { 200: explanation },
  run: async ({ body: { user: name, method, path, at, context = {} }, caller }, { knex, now }) => {
    const request = { method, path };
    const time = at ?? now();
    const user = { username: name, sub: context.sub ?? "", attributes: context.attributes ?? {} };
    const answer = await inTenant(knex, caller, async (tenancy) => {
      const last = context.groups ? undefined : await lastGroups(tenancy, name);
      const groups = context.groups ?? last?.groups ?? [];
      const matters = (permission: Parameters<typeof speaksToSomebody>[0]) => speaksToSomebody(permission, request);
      const state = await readAskedState(tenancy, { users: [name], groups, matters });
      const refused: Refused = { state, user, groups, request, now: time };
      const grants = grantsOf(state, { username: name, groups });
      const explained = explain({ grants, unheld: unheldIn(state, grants), request, user, now: time });
      return {
        ...explained,
        changes: await smallestChanges(refused, othersInPostgres(tenancy, refused)),
        assumed: {
          at: new Date(time).toISOString(),
          groups: {
            from: context.groups ? "context" : last ? "lastDecision" : "nothing",
            names: groups,
            ...(last ? { requestId: last.requestId } : {}),
          },
          attributes: Object.keys(user.attributes),
          sub: context.sub ?? null,
        },
      };
    });
    return { status: 200, body: { user: name, method, path, ...answer } };
  },
});
