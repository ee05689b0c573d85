import fc from "fast-check";
import { type TenantState, tenantState } from "../state.ts";
import type { User } from "../variables.ts";
import type { AskedRequest } from "../why-not.ts";

/** A tenant, somebody who asks, and a request; drawn so that patterns, times and names meet more often than not. */
export interface Situation {
  readonly state: TenantState;
  readonly user: User;
  readonly groups: readonly string[];
  readonly request: AskedRequest;
  readonly now: number;
  readonly proven: boolean;
}

/** The instant at which everything is asked. */
const now = Date.parse("2026-06-01T12:00:00Z");

const methods = ["GET", "POST", "DELETE"] as const;
const words = ["a", "b", "a1", "frozen", "@x", "CorpSAML_alice"];

const segment = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom("*", "?", "a*", "*1", "${user.username}", "${user.custom:account}", "${user.sub}", "%40x"),
);

const resource = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((segments) => `/${segments.join("/")}`)
  .filter((pattern) => pattern.replaceAll(/[^*?]/g, "").length <= 10);

const oddSegment = fc.constantFrom("", ".", "..", "%61", "%2F", "%40x", "a%20b", "\\", "x*y", "${user.sub}", "..;");

const path = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: fc.constantFrom(...words), weight: 12 }, oddSegment), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.constantFrom("", "", "", "/"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${end}`);

const instants = [-2, -1, 0, 1, 2].map((seconds) => new Date(now + seconds * 1_000).toISOString());

const times = fc
  .tuple(fc.option(fc.constantFrom(...instants), { freq: 2 }), fc.option(fc.constantFrom(...instants), { freq: 2 }))
  .filter(([startsAt, endsAt]) => startsAt === null || endsAt === null || startsAt < endsAt)
  .map(([startsAt, endsAt]) => ({ startsAt, endsAt }));

const permissionNames = ["p0", "p1", "p2", "p3", "p4", "p5"];
const roleNames = ["r0", "r1", "r2", "r3"];

const permissions = fc.tuple(
  ...permissionNames.map((name) =>
    fc.record({
      name: fc.constant(name),
      method: fc.constantFrom(...methods, "*" as const),
      resource,
      effect: fc.constantFrom("Allow" as const, "Allow" as const, "Deny" as const),
    }),
  ),
);

const roles = fc.tuple(
  ...roleNames.map((name) =>
    fc.record({ name: fc.constant(name), permissions: fc.subarray(permissionNames, { maxLength: 3 }) }),
  ),
);

const given = fc
  .subarray(roleNames, { maxLength: 2 })
  .chain((names) => fc.tuple(...names.map((role) => times.map((when) => ({ role, ...when })))));

const usernames = ["CorpSAML_alice", "CorpSAML_b", "CorpSAML_ä", "CorpSAML_c"];
const groupNames = ["desk", "staff"];

const state = fc
  .record({
    permissions,
    roles,
    users: fc.tuple(...usernames.map((username) => fc.record({ username: fc.constant(username), roles: given }))),
    groups: fc.tuple(...groupNames.map((group) => fc.record({ group: fc.constant(group), roles: given }))),
  })
  .map((drawn) => tenantState.parse({ name: "corp", providers: ["CorpSAML"], ...drawn }));

const attributes: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.constant({}),
  fc.constantFrom("a", "b 1", "*", "..", "x/y", "a1").map((account) => ({ "custom:account": account })),
);

export const situation: fc.Arbitrary<Situation> = fc.record({
  state,
  user: fc.record({ username: fc.constantFrom(...usernames), sub: fc.constantFrom("a", ""), attributes }),
  groups: fc.subarray(groupNames),
  request: fc.record({ method: fc.constantFrom(...methods), path }),
  now: fc.constant(now),
  proven: fc.constantFrom(true, true, true, false),
});
