import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";
import { expect, test } from "@jest/globals";
import { isTooSlow, type Outcome, shortcomings, type Verdict } from "./verdict.ts";

const fault = (code: string): Fault => ({ name: "a-fault", family: "content", description: "", source: "", code });

const letIn: Outcome = { letIn: true };
const refused = (reason?: string): Outcome => ({ letIn: false, reason });

const green: Verdict = { fault: fault("A"), control: letIn, outcome: refused("A"), ms: 1, afterwards: letIn };

test.each<[string, Partial<Verdict>, string[]]>([
  ["all as it must be", {}, []],
  ["no sign-in left after it", { afterwards: undefined }, []],
  ["a control that was refused", { control: refused("B") }, ["its control was refused: B"]],
  ["a control that was refused without a word", { control: refused() }, ["its control was refused"]],
  ["a fault that was let in", { outcome: letIn }, ["it was let in"]],
  ["another reason", { outcome: refused("B") }, ["it was refused for another reason: B; expected A"]],
  ["no reason", { outcome: refused() }, ["it was refused for another reason; expected A"]],
  ["a sign-in that the fault ended", { afterwards: refused("C") }, ["the genuine answer was refused afterwards: C"]],
  ["what is harmless", { fault: fault("accepted"), outcome: letIn }, []],
  ["what is harmless, refused", { fault: fault("accepted") }, ["it was refused, and is harmless: A"]],
])("%s", (_what, change, expected) => {
  expect(shortcomings({ ...green, ...change }, true)).toEqual(expected);
});

test("reasons in words of the service provider's own are not compared", () => {
  expect(shortcomings({ ...green, outcome: refused("invalid signature") }, false)).toEqual([]);
});

test.each([
  [100, false],
  [100.1, true],
])("%s ms: too slow is %s", (ms, expected) => {
  expect(isTooSlow({ ms })).toBe(expected);
});
