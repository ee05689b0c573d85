import { bad, type Place } from "./bad-policy.ts";
import { eitherOf, list, type Members, members, strings } from "./members.ts";
import type { Principal, Principals } from "./resource-policy.ts";

const kinds = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Reads `Principal` or `NotPrincipal`: `*`, or lists by kind. AWS refuses to save a name with a wildcard in it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 * @throws {BadPolicy} also where the list is empty: it would be everybody, or nobody.
 */
export const parsePrincipals = (given: Members, place: Place, partition: string): Principals => {
  const { except, value } = eitherOf(given, "Principal", place);
  const at = [...place, except ? "NotPrincipal" : "Principal"];
  const named = value === "*" ? [everybody] : listed(value, at, partition);
  if (named.length === 0) throw bad(at, "at least one principal", value);
  if (except && named.includes(everybody)) throw bad(at, "principals by name", value);
  return { except, named };
};

const everybody: Principal = { kind: "everybody" };

const listed = (value: unknown, place: Place, partition: string): readonly Principal[] => {
  if (typeof value === "string") throw bad(place, '"*" or an object', value);
  return Object.entries(members(value, place, kinds)).flatMap(([kind, names]) =>
    strings(list(names), [...place, kind]).map((name) =>
      kind === "AWS" ? awsPrincipal(name, [...place, kind], partition) : { kind: "unknown", name: `${kind} ${name}` },
    ),
  );
};

const awsPrincipal = (name: string, place: Place, partition: string): Principal => {
  if (name === "*") return everybody;
  const [, accountId] = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name) ?? [];
  if (accountId !== undefined && (name === accountId || name === `arn:${partition}:iam::${accountId}:root`))
    return { kind: "account", accountId };
  const [, arnPartition] = /^arn:([\w-]+):(?:iam|sts)::\d{12}:[\w-]+\/[^*?]+$/.exec(name) ?? [];
  if (arnPartition === partition) return { kind: "identity", arn: name };
  // What IAM puts in the place of a user or a role that was deleted.
  if (/^A[A-Z]{3}[A-Z0-9]{12,}$/.test(name)) return { kind: "unknown", name: `AWS ${name}` };
  throw bad(place, `*, an account, or arn:${partition}:iam::… of a user or role without wildcards`, name);
};
