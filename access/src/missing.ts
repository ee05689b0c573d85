import { decide } from "@gatehouse/entitlements/decide.ts";
import { type Grant, inForce } from "@gatehouse/entitlements/grant.ts";
import type { MethodArn } from "@gatehouse/entitlements/method-arn.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { resourceFor, type User } from "@gatehouse/entitlements/variables.ts";
import { spelled } from "./periods.ts";
import { throughWhat } from "./through-what.ts";

interface Refused {
  readonly grants: readonly Grant[];
  readonly request: MethodArn;
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why no rule speaks of the request: what is held and does not count, or else what would have to be held. */
export const missing = (refused: Refused, tenant: TenantState): string => {
  const { request, user } = refused;
  const idle = refused.grants.flatMap((grant) => whyIdle(grant, refused) ?? []);
  if (idle.length > 0) return idle.join("; ");
  const would = tenant.permissions.filter((permission) => allows(permission, resourceFor(permission, user), request));
  if (would.length === 0) return `no permission of ${tenant.name} allows ${request.method} ${request.path}`;
  return `nothing held allows it; ${would.map(({ name }) => `${name} would (${holders(name, tenant)})`).join(", ")}`;
};

/** Nobody, so that a variable stands for whatever it could be. */
const nobody: User = { username: "", sub: "", attributes: {} };

/** Why a grant that looks as if it allowed the request does not; undefined where it does not look so. */
const whyIdle = (grant: Grant, { request, user, now }: Refused): string | undefined => {
  const { permission, resource } = grant;
  const meant = resourceFor(grant, user);
  if (allows(grant, meant, request))
    return inForce(grant, now) ? undefined : `${permission} by ${throughWhat(grant)} counts ${spelled(grant)}`;
  if (!allows(grant, resourceFor({ effect: "Deny", resource }, nobody), request)) return undefined;
  const instead = meant === undefined ? "finds no value that may stand there" : `stands for ${meant}`;
  return `${permission} by ${throughWhat(grant)}: ${resource} ${instead}`;
};

type Speaking = Pick<Grant, "effect" | "method">;

/** Whether it would allow the request, alone and at any time, with this resource. */
const allows = ({ effect, method }: Speaking, resource: string | undefined, request: MethodArn): boolean => {
  if (effect === "Deny" || resource === undefined) return false;
  const grant = {
    role: "",
    permission: "",
    effect,
    method,
    resource,
    via: { kind: "user" },
    startsAt: null,
    endsAt: null,
  } as const;
  return decide({ grants: [grant], request, proven: true, user: nobody, now: 0 }).decision === "allow";
};

const holders = (permission: string, { roles }: TenantState) => {
  const having = roles.filter(({ permissions }) => permissions.includes(permission)).map(({ name }) => name);
  return having.length > 0 ? `in ${having.join(", ")}` : "in no role";
};
