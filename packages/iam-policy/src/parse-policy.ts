import type { Condition, Patterns, Policy, Statement } from "./policy.ts";

/** Not an IAM policy. `message` says where, what was expected and what was received. */
export class BadPolicy extends Error {
  override name = "BadPolicy";
}

/** API Gateway's limit on a resource ARN in an authorizer's policy, in characters. */
const longestResource = 512;

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document as AWS does: member names in their exact case, `Effect` exactly `Allow` or `Deny`, a single
 * value where an array is allowed. No statement and no resource are legal and allow nothing.
 * `Principal` is read over: an authorizer's policy speaks of one caller only.
 * @throws {BadPolicy} on anything else.
 */
export const parsePolicy = (document: unknown): Policy => {
  const policy = members(document, "the policy", ["Version", "Id", "Statement"]);
  if (policy.Version !== undefined && policy.Version !== "2012-10-17" && policy.Version !== "2008-10-17")
    throw bad("Version", '"2012-10-17" or "2008-10-17"', policy.Version);
  if (policy.Statement === undefined) throw bad("Statement", "a statement or an array of them", policy.Statement);
  return { statements: list(policy.Statement).map(statement) };
};

const statementMembers = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
];

const statement = (value: unknown, index: number): Statement => {
  const place = `Statement[${index}]`;
  const given = members(value, place, statementMembers);
  const { Effect: effect, Sid: sid = null } = given;
  if (effect !== "Allow" && effect !== "Deny") throw bad(`${place}.Effect`, '"Allow" or "Deny"', effect);
  if (sid !== null && typeof sid !== "string") throw bad(`${place}.Sid`, "a string", sid);
  const resources = patterns(given, "Resource", place);
  const long = resources.patterns.find(({ length }) => length > longestResource);
  if (long !== undefined)
    throw bad(`${place}.Resource`, `at most ${longestResource} characters`, `${long.length} of them`);
  return { sid, effect, actions: patterns(given, "Action", place), resources, conditions: conditions(given, place) };
};

const patterns = (given: Members, name: "Action" | "Resource", place: string): Patterns => {
  const [positive, negative] = [given[name], given[`Not${name}`]];
  if ((positive === undefined) === (negative === undefined))
    throw new BadPolicy(`${place}: expected either ${name} or Not${name}, received ${positive ? "both" : "neither"}`);
  const except = positive === undefined;
  const all = strings(except ? negative : positive, `${place}.${except ? "Not" : ""}${name}`);
  // Everything except nothing is everything: nobody means that.
  if (except && all.length === 0) throw bad(`${place}.Not${name}`, "at least one pattern", negative);
  return { except, patterns: all };
};

const conditions = ({ Condition: block }: Members, place: string): readonly Condition[] => {
  if (block === undefined) return [];
  return Object.entries(members(block, `${place}.Condition`)).flatMap(([operator, tests]) =>
    Object.entries(members(tests, `${place}.Condition.${operator}`)).map(([key, values]) => ({
      operator,
      key,
      values: scalars(values, `${place}.Condition.${operator}.${key}`),
    })),
  );
};

const members = (value: unknown, place: string, known?: readonly string[]): Members => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad(place, "an object", value);
  const unknown = known && Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BadPolicy(
      `${place} has a member ${JSON.stringify(unknown)}; expected ${known?.join(", ")}, in this case`,
    );
  return value as Members;
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const strings = (value: unknown, place: string): readonly string[] =>
  list(value).map((each) => {
    if (typeof each !== "string") throw bad(place, "strings", each);
    return each;
  });

const scalars = (value: unknown, place: string): readonly string[] =>
  list(value).map((each) => {
    if (typeof each !== "string" && typeof each !== "number" && typeof each !== "boolean")
      throw bad(place, "strings, numbers or booleans", each);
    return String(each);
  });

const bad = (place: string, expected: string, received: unknown) =>
  new BadPolicy(`${place}: expected ${expected}, received ${received === undefined ? "nothing" : shown(received)}`);

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
