import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse-policy.ts";
import { condition, request, statement, statements, supported, unsupported } from "./testing/generated-policies.ts";
import { type NaiveRequest, type NaiveStatement, naiveDecision } from "./testing/naive-evaluator.ts";

const decide = (Statement: readonly NaiveStatement[], { action, resource, keys }: NaiveRequest) =>
  evaluate(parsePolicy({ Statement }), { action, resource, conditions: keys }).decision;

test("two evaluators agree on every policy", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(statements, request, (policy, asked) => {
      const decision = decide(policy, asked);
      seen.add(decision);
      expect(decision).toBe(naiveDecision(policy, asked));
    }),
    { numRuns: 5_000 },
  );
  expect([...seen].sort()).toEqual(["allow", "explicitDeny", "implicitDeny"]);
});

test("every operator can hold, not hold and be undecided, and what is not supported is always undecided", () => {
  const seen = new Map([...supported, unsupported].map((name) => [name, new Set<string>()]));
  fc.assert(
    fc.property(condition, request, (Condition, asked) => {
      const all = { Action: ["*"], Resource: ["*"], Condition };
      const applies = [decide([{ Effect: "Allow", ...all }], asked), decide([{ Effect: "Deny", ...all }], asked)];
      seen.get(Object.keys(Condition)[0]?.replace(/^.*:|IfExists$/g, "") ?? "")?.add(applies.join());
    }),
    // The rarest outcome is rare: with one seed it is seen always or never.
    { numRuns: 4_000, seed: 1 },
  );
  const outcomes = (name: string) => [...(seen.get(name) ?? [])].sort();
  expect(outcomes(unsupported)).toEqual(["implicitDeny,explicitDeny"]);
  for (const name of supported)
    expect([name, outcomes(name)]).toEqual([
      name,
      ["allow,explicitDeny", "implicitDeny,explicitDeny", "implicitDeny,implicitDeny"],
    ]);
});

test("the order of statements is of no account", () => {
  const shuffled = statements.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, request, ([policy, other], asked) => {
      expect(decide(other, asked)).toBe(decide(policy, asked));
    }),
    { numRuns: 1_000 },
  );
});

test("one more Deny never opens anything, one more Allow never closes anything", () => {
  const openness = { explicitDeny: 0, implicitDeny: 1, allow: 2 } as const;
  fc.assert(
    fc.property(statements, statement, request, (policy, more, asked) => {
      const [before, after] = [openness[decide(policy, asked)], openness[decide([...policy, more], asked)]];
      expect(more.Effect === "Deny" ? after <= before : after >= before).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
