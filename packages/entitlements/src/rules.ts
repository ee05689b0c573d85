import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import type { Grant } from "./grant.ts";
import type { MethodArn } from "./method-arn.ts";
import { ambiguity, lenient } from "./raw-path.ts";

/** One reason to allow or deny, and the ARNs of the requests that it speaks of. */
export interface Rule {
  /** A permission, or what else speaks: what the record of decisions names. */
  readonly name: string;
  readonly effect: "Allow" | "Deny";
  readonly resources: readonly string[];
}

/** The methods that a REST API can have. */
export const methods: readonly string[] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

const unsafeMethods = ["DELETE", "PATCH", "POST", "PUT"];

/** API Gateway's limit for a resource in a policy, in characters. */
export const longestResource = 512;

/**
 * The rule of one grant, in which variables have their values. `*` for the method is spelled out, because in an ARN it would run on over the slash:
 * the Allow of any method on `/roles` would also open `GET /users/1/roles`.
 * @throws {Error} when the resource is no path pattern: nothing can be decided with grants that are not understood.
 */
export const ruleOf = ({ permission, effect, method, resource }: Grant, stage: string): Rule => {
  const path = resource === "*" ? "/*" : resource;
  if (!path.startsWith("/"))
    throw new Error(`permission ${permission}: the resource ${resource} does not begin with /`);
  // API Gateway would read it as a variable of its own.
  if (path.includes("${"))
    throw new Error(`permission ${permission}: the resource ${resource} holds an unknown variable`);
  const spelledOut = method === "*" && path !== "/*" ? methods : [method];
  return { name: permission, effect, resources: spelledOut.map((each) => `${stage}/${each}${path}`) };
};

/**
 * With a cookie and no proof that a page of this origin sent the request, nothing may be changed. It covers all unsafe
 * methods, not only the one at hand, so that the answer to a GET opens nothing when the gateway caches it. The answer
 * to a request with a proof does open them: a gateway that caches must have the headers of the proof in its key.
 */
export const crossOriginRule = ({ stage }: MethodArn): Rule => ({
  name: "no same-origin proof",
  effect: "Deny",
  resources: unsafeMethods.map((method) => `${stage}/${method}/*`),
});

/** Denies a path that the service behind the gateway may read as one that a Deny names. */
export const pathRule = (request: MethodArn, grants: readonly Grant[]): Rule | undefined => {
  const name = ambiguity(request.path) ?? deniedInAnotherSpelling(request, grants);
  return name === undefined ? undefined : { name, effect: "Deny", resources: [within(request.arn)] };
};

const deniedInAnotherSpelling = ({ method, path }: MethodArn, grants: readonly Grant[]) =>
  grants.find(
    (grant) =>
      grant.effect === "Deny" &&
      (grant.method === "*" || grant.method === method) &&
      matchesWildcard(lenient(grant.resource), lenient(path)),
  )?.permission;

/** The ARN itself, or a pattern of the longest size that covers it. */
const within = (arn: string) => (arn.length <= longestResource ? arn : `${arn.slice(0, longestResource - 1)}*`);
