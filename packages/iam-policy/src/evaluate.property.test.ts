import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse-policy.ts";

interface Given {
  Effect: "Allow" | "Deny";
  Action?: string[];
  NotAction?: string[];
  Resource?: string[];
  NotResource?: string[];
}

/** The definition of a wildcard, word by word and with no regard for time. */
const covers = (pattern: string, text: string): boolean => {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === "*") return covers(rest, text) || (text !== "" && covers(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text[0]) && covers(rest, text.slice(1));
};

/** A second evaluator, written from the documentation alone. */
const naive = (statements: Given[], action: string, resource: string) => {
  const effects = statements
    .filter(({ Action, NotAction }) =>
      Action
        ? Action.some((pattern) => covers(pattern.toUpperCase(), action.toUpperCase()))
        : !NotAction?.some((pattern) => covers(pattern.toUpperCase(), action.toUpperCase())),
    )
    .filter(({ Resource, NotResource }) =>
      Resource
        ? Resource.some((pattern) => covers(pattern, resource))
        : !NotResource?.some((pattern) => covers(pattern, resource)),
    )
    .map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "explicitDeny";
  return effects.includes("Allow") ? "allow" : "implicitDeny";
};

const word = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
const patterns = fc.array(word("ab/:*?."), { minLength: 1, maxLength: 3 });
const either = (positive: string, negative: string) =>
  fc.tuple(fc.boolean(), patterns).map(([plain, list]) => ({ [plain ? positive : negative]: list }));
const statement = fc
  .tuple(fc.constantFrom("Allow", "Deny"), either("Action", "NotAction"), either("Resource", "NotResource"))
  .map(([Effect, actions, resources]) => ({ Effect, ...actions, ...resources }) as Given);

test("two evaluators agree on every policy", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), word("aAb:"), word("ab/:."), (statements, action, resource) => {
      const { decision } = evaluate(parsePolicy({ Statement: statements }), { action, resource });
      seen.add(decision);
      expect(decision).toBe(naive(statements, action, resource));
    }),
    { numRuns: 5_000 },
  );
  expect([...seen].sort()).toEqual(["allow", "explicitDeny", "implicitDeny"]);
});
