import { decide } from "@gatehouse/entitlements/decide.ts";
import { type Grant, inForce } from "@gatehouse/entitlements/grant.ts";
import { grantsOf } from "@gatehouse/entitlements/grants-of.ts";
import type { Route } from "@gatehouse/entitlements/routes-in.ts";
import { type User, variablesOf } from "@gatehouse/entitlements/variables.ts";
import { requestFor, tenantOf } from "./judge.ts";
import { merged, periodsOf, spelled, within } from "./periods.ts";
import { accessTo, witnessOf } from "./route-access.ts";
import { throughWhat } from "./through-what.ts";
import { usernamesIn, type World } from "./world.ts";

/** Somebody who reaches routes: a user by what is given to the user alone, or whoever is in a group by what that gives. */
interface Subject {
  readonly name: string;
  readonly user: User;
  readonly grants: readonly Grant[];
}

const head = `# Who reaches which route of the API by the files in this folder. Written by npm run access:snapshot; not to be edited.
# A user is shown with what is given to the user by name, a group with what it gives; who is both has both, and Deny wins.
# allow: every path of the route; partly: some, such as the first one named, and not the second; deny: none.
`;

/** Users and groups × routes: a line each, and one for each period where grants begin or end. */
export const snapshot = (world: World): string => {
  const open = world.routes
    .filter((route) => route.open)
    .map((route) => line("everybody", route, "allow  without a token"));
  const guarded = world.routes.filter((route) => !route.open);
  const lines = subjectsIn(world).flatMap((subject) => guarded.flatMap((route) => linesOf(subject, route, world)));
  return `${head}\n${[...open, ...lines].map((each) => `${each}\n`).join("")}`;
};

/** The columns keep their places, whatever else there is, so that only what changes differs. */
const line = (subject: string, { method, path }: Route, rest: string) =>
  `${subject.padEnd(32)}  ${`${method.padEnd(6)} ${path}`.padEnd(48)}  ${rest}`;

const subjectsIn = (world: World): readonly Subject[] => {
  const users = usernamesIn(world).map((username) => {
    const tenant = tenantOf(username, world.tenants);
    return subjectOf(username, username, tenant ? grantsOf(tenant, { username, groups: [] }) : []);
  });
  const groups = world.tenants.flatMap((tenant) =>
    tenant.groups
      .map(({ group }) => group)
      .sort()
      .map((group) => {
        // Any name that the tenant's provider may give is in the group.
        const username = `${tenant.providers[0]}_`;
        const name = `group ${world.tenants.length > 1 ? `${tenant.name}/` : ""}${group}`;
        return subjectOf(name, undefined, grantsOf(tenant, { username, groups: [group] }));
      }),
  );
  return [...users, ...groups];
};

/** What no file says stands for itself: whoever has it reaches what it names. */
const subjectOf = (name: string, username: string | undefined, grants: readonly Grant[]): Subject => {
  const names = grants.flatMap(({ resource }) => variablesOf(resource));
  const attributes = Object.fromEntries(names.map((each) => [each, own(each)]));
  return { name, grants, user: { username: username ?? own("username"), sub: own("sub"), attributes } };
};

const own = (name: string) => `own-${name}`;

/** Somebody at an instant, in milliseconds since 1970, with the grants that count then. */
interface Then extends Subject {
  readonly now: number;
}

const linesOf = (subject: Subject, route: Route, world: World): readonly string[] => {
  const told = periodsOf(subject.grants).map((period) => {
    const now = within(period);
    const grants = subject.grants.filter((grant) => inForce(grant, now));
    return { ...period, text: accessIn({ ...subject, grants, now }, route, world) };
  });
  return merged(told).map(({ text, ...period }) => line(subject.name, route, `${text}  ${spelled(period)}`.trimEnd()));
};

const accessIn = (subject: Then, route: Route, world: World): string => {
  const access = accessTo(route, subject);
  const at = (path: string, expected: "allow" | "deny") =>
    ruleAt({ method: route.method, path, expected }, subject, world);
  if (access.access === "some") {
    const { example, exception } = access;
    return `partly  ${example} ${at(example, "allow")}, not ${exception} ${at(exception, "deny")}`.trimEnd();
  }
  if (access.access === "undecided") return "undecided  the patterns are too entangled";
  if (access.access === "all") return `allow   ${at(witnessOf(route), "allow")}`;
  return `deny    ${at(witnessOf(route), "deny")}`.trimEnd();
};

/** The permission that decides on a path, with its pattern and the roles that hold it; "" where none speaks of it. */
const ruleAt = (
  { method, path, expected }: { method: string; path: string; expected: "allow" | "deny" },
  { grants, user, now }: Then,
  world: World,
): string => {
  const { decision, rule, applied } = decide({
    grants,
    user,
    request: requestFor({ method, path }, world),
    proven: true,
    now,
  });
  if ((decision === "allow") !== (expected === "allow"))
    throw new Error(`${method} ${path}: the patterns say ${expected}, and the authorizer would say ${decision}`);
  const deciding = applied.filter(({ permission }) => permission === rule);
  return deciding[0] ? `by ${rule} ${deciding[0].resource} (${deciding.map(throughWhat).join(", ")})` : (rule ?? "");
};
