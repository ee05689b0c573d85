import { bad, type Place } from "./bad-policy.ts";
import { eitherOf, list, type Members, members, scalars, strings } from "./members.ts";
import type { Condition, Patterns, Statement } from "./policy.ts";

/** The statements of a document, each read by `read`. No statement at all is legal. */
export const parseStatements = <S extends Statement>(
  document: unknown,
  read: (given: Members, place: Place) => S,
): readonly S[] => {
  const policy = members(document, [], ["Version", "Id", "Statement"]);
  if (policy.Version !== undefined && policy.Version !== "2012-10-17" && policy.Version !== "2008-10-17")
    throw bad(["Version"], '"2012-10-17" or "2008-10-17"', policy.Version);
  if (policy.Statement === undefined) throw bad(["Statement"], "a statement or an array of them", policy.Statement);
  return list(policy.Statement).map((value, index) => {
    const place = ["Statement", index];
    return read(members(value, place, statementMembers), place);
  });
};

const statementMembers = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
];

/** What every kind of policy has in a statement. */
export const parseStatement = (given: Members, place: Place): Statement => {
  const { Effect: effect, Sid: sid = null } = given;
  if (effect !== "Allow" && effect !== "Deny") throw bad([...place, "Effect"], '"Allow" or "Deny"', effect);
  if (sid !== null && typeof sid !== "string") throw bad([...place, "Sid"], "a string", sid);
  const [actions, resources] = [patterns(given, "Action", place), patterns(given, "Resource", place)];
  return { sid, effect, actions, resources, conditions: conditions(given, place) };
};

const patterns = (given: Members, name: "Action" | "Resource", place: Place): Patterns => {
  const { except, value } = eitherOf(given, name, place);
  const at = [...place, except ? `Not${name}` : name];
  const all = strings(value, at);
  // Everything except nothing is everything: nobody means that.
  if (except && all.length === 0) throw bad(at, "at least one pattern", value);
  return { except, patterns: all };
};

const conditions = ({ Condition: block }: Members, place: Place): readonly Condition[] => {
  if (block === undefined) return [];
  const at = [...place, "Condition"];
  return Object.entries(members(block, at)).flatMap(([operator, tests]) =>
    Object.entries(members(tests, [...at, operator])).map(([key, values]) => ({
      operator,
      key,
      values: scalars(values, [...at, operator, key]),
    })),
  );
};
