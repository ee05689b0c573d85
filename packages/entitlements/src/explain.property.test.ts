import { evaluate } from "@gatehouse/iam-policy/evaluate.ts";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { decide } from "./decide.ts";
import { type Explanation, explain } from "./explain.ts";
import { grantsOf } from "./grants-of.ts";
import { parseMethodArn } from "./method-arn.ts";
import { type Situation, situation } from "./testing/generated-situations.ts";

const stage = "arn:aws:execute-api:us-east-1:000000000000:gatehouse0/local";

/** What a gateway makes of the authorizer's answer: it reads the policy and evaluates the method's ARN. */
const atTheGateway = ({ state, user, groups, request, now, proven }: Situation) => {
  const arn = `${stage}/${request.method}${request.path}`;
  const grants = grantsOf(state, { username: user.username, groups });
  const { document } = decide({ grants, request: parseMethodArn(arn), proven, user, now });
  const policy = parsePolicy(JSON.parse(JSON.stringify(document)));
  return evaluate(policy, { action: "execute-api:Invoke", resource: arn }).decision;
};

const explained = ({ state, user, groups, request, now, proven }: Situation) => {
  const grants = grantsOf(state, { username: user.username, groups });
  return { grants, ...explain({ grants, request, user, now, proven, stage }) };
};

/** What the rules that are told of make, weighed by hand: a Deny that counts, else an Allow that counts, else nothing. */
const weighed = ({ matched: { rules } }: Explanation) => {
  const counting = rules.filter(({ whyNot }) => whyNot.length === 0);
  if (counting.some(({ effect }) => effect === "Deny")) return "explicitDeny";
  return counting.length > 0 ? "allow" : "implicitDeny";
};

test("explain decides as the gateway does, and what it tells of the rules leads there", () => {
  const seen = new Map<string, number>();
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(situation, (drawn) => {
      const told = explained(drawn);
      expect(told.decision).toBe(atTheGateway(drawn));
      expect(weighed(told)).toBe(told.decision);
      const { matched, nearMisses, grants, rule, narrowed } = told;
      const [rules, misses] = [matched.rules, nearMisses.rules];
      if (rule !== null && narrowed === null) expect(rules[0]?.rule).toBe(rule);
      // Every grant is told of once, as one that matches or as one that does not, with the reason.
      const permissions = [...rules, ...misses].filter(({ kind }) => kind === "permission");
      expect(permissions.length + matched.leftOut + nearMisses.leftOut).toBe(grants.length);
      expect(misses.every(({ whyNot }) => whyNot.length > 0)).toBe(true);
      note(told.decision);
      for (const { kind, whyNot } of [...rules, ...misses]) [kind, ...whyNot.map((reason) => reason.kind)].map(note);
    }),
    { numRuns: 3_000 },
  );
  const everything = [
    "allow",
    "explicitDeny",
    "implicitDeny",
    "permission",
    "origin",
    "method",
    "path",
    "notYet",
    "ended",
    "variable",
    "overridden",
  ];
  expect(everything.filter((what) => !seen.has(what))).toEqual([]);
});
