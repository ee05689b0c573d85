import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { beforeAuthorizer, byResourcePolicy, withAuthorizer, withIdentity } from "./authorization-flow.ts";
import { evaluate } from "./evaluate.ts";
import { evaluateResourcePolicy } from "./evaluate-resource-policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import { parseResourcePolicy } from "./parse-resource-policy.ts";
import { type NaiveRequest, type NaiveStatement, naiveDecision } from "./testing/naive-evaluator.ts";

const owner = "111111111111";
const other = "222222222222";
const api = { partition: "aws", region: "r", accountId: owner, apiId: "a" };
const arn = `arn:aws:execute-api:r:${owner}:a`;
const users = [owner, other].map((accountId) => ({ accountId, arn: `arn:aws:iam::${accountId}:user/u` }));

const paths = ["/*", "/s/GET/*", "/*/GET/x", "/s/?ET/", "/s/POST/x"];
const statement = {
  Effect: fc.constantFrom("Allow" as const, "Deny" as const),
  Action: fc.constant(["execute-api:Invoke"]),
  Resource: fc.array(fc.constantFrom(...paths), { minLength: 1, maxLength: 2 }),
  Condition: fc.constantFrom({}, { IpAddress: { ip: ["192.0.2.0/24"] } }, { Bool: { unknown: ["true"] } }),
};
const names = [...users.map((user) => user.arn), owner, `arn:aws:iam::${other}:root`, "*"];
const principals = fc.oneof(
  fc.constant("*" as const),
  fc.constant({ Service: ["x"] }),
  fc.record({ AWS: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }) }),
);
const first = fc.array(fc.record(statement), { maxLength: 3 });
const resource = fc.array(fc.record({ ...statement, Principal: principals }), { maxLength: 3 });

/** Statements with their resources written after `start`. */
const under = (start: string, statements: readonly NaiveStatement[]) =>
  statements.map((each) => ({ ...each, Resource: each.Resource?.map((path) => start + path) ?? [] }));

const request = fc.record({
  action: fc.constantFrom("execute-api:Invoke", "execute-api:InvalidateCache"),
  resource: fc.constantFrom("/s/GET/x", "/s/GET/", "/s/POST/x").map((path) => arn + path),
  keys: fc.record({ ip: fc.constantFrom("192.0.2.1", "198.51.100.1") }),
  signer: fc.constantFrom(null, ...users),
});

const evaluations = (mine: readonly NaiveStatement[], apis: readonly NaiveStatement[], asked: NaiveRequest) => {
  const question = { action: asked.action, resource: asked.resource, conditions: asked.keys };
  const signer = asked.signer ? { accountId: asked.signer.accountId, arns: [asked.signer.arn] } : null;
  return [
    evaluate(parsePolicy({ Statement: under(arn, mine) }), question),
    evaluateResourcePolicy(parseResourcePolicy({ Statement: under("execute-api:", apis) }, api), {
      ...question,
      signer,
    }),
  ] as const;
};

/** Allowed by one policy, or by both, and denied by neither. */
const either = (a: string, b: string) =>
  a !== "explicitDeny" && b !== "explicitDeny" && (a === "allow" || b === "allow");
const both = (a: string, b: string) => a === "allow" && b === "allow";

test("both evaluators come to the same rulings", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(first, resource, request, (mine, apis, asked) => {
      const [ours, theirs] = evaluations(mine, apis, asked);
      const naive = [naiveDecision(under(arn, mine), asked), naiveDecision(under(arn, apis), asked, owner)] as const;
      seen.add(naive.join());
      expect([ours.decision, theirs.decision]).toEqual(naive);
      expect(beforeAuthorizer(theirs) === null).toBe(naive[1] !== "explicitDeny");
      expect(withAuthorizer(ours, theirs).decision === "allow").toBe(either(...naive));
      expect(withIdentity(ours, theirs, true).decision === "allow").toBe(either(...naive));
      expect(withIdentity(ours, theirs, false).decision === "allow").toBe(both(...naive));
      expect(byResourcePolicy(theirs).decision === "allow").toBe(naive[1] === "allow");
    }),
    { numRuns: 3_000 },
  );
  expect(seen.size).toBe(9);
});

test("one more Deny in either policy never opens anything", () => {
  const deny = { Effect: "Deny" as const, Action: ["*"], Resource: ["/s/GET/*"], Principal: "*" as const };
  fc.assert(
    fc.property(first, resource, request, fc.boolean(), (mine, apis, asked, inMine) => {
      const before = evaluations(mine, apis, asked);
      const after = inMine ? evaluations([...mine, deny], apis, asked) : evaluations(mine, [...apis, deny], asked);
      const rulings = ([ours, theirs]: typeof before) => [
        withAuthorizer(ours, theirs),
        withIdentity(ours, theirs, true),
        withIdentity(ours, theirs, false),
        byResourcePolicy(theirs),
      ];
      const opened = rulings(after).filter(
        ({ decision }, index) => decision === "allow" && rulings(before)[index]?.decision !== "allow",
      );
      expect(opened).toEqual([]);
      if (asked.resource.includes("/GET/")) expect(withAuthorizer(...after).decision).toBe("explicitDeny");
    }),
    { numRuns: 1_000 },
  );
});
