import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { expect, test } from "@jest/globals";
import type { Verdict } from "../trials/verdict.ts";
import { bucket, withoutTimes } from "./bucket.ts";
import { documentOf } from "./document.ts";

const file = fileURLToPath(new URL("../../../docs/saml-scorecard.md", import.meta.url));

const asItMustBe = faults.map(
  (fault): Verdict => ({
    fault,
    control: { letIn: true },
    outcome: fault.code === "accepted" ? { letIn: true } : { letIn: false, reason: fault.code },
    ms: 1,
    afterwards: { letIn: true },
  }),
);
const quiet = { times: [1], failures: [] };
const scorecard = { verdicts: asItMustBe, untried: [], bystander: { before: quiet, meanwhile: quiet } };

test("docs/saml-scorecard.md has every fault with its code, and all of them are green; `npm run scorecard` writes it", () => {
  expect(withoutTimes(readFileSync(file, "utf8"))).toBe(withoutTimes(documentOf(scorecard)));
});

test("what is not as it must be stands in the document", () => {
  const [first, ...others] = asItMustBe;
  const verdicts = [{ ...first!, outcome: { letIn: true } as const, ms: 101 }, ...others];
  const document = documentOf({ ...scorecard, verdicts });
  expect(document).toContain("**it was let in**");
  expect(document).toContain(
    `${others.length} of ${verdicts.length} faults ended as they must; 1 took more than 100 ms.`,
  );
  expect(withoutTimes(document)).not.toBe(withoutTimes(documentOf(scorecard)));
});

test.each([
  [0, "≤ 10 ms"],
  [10, "≤ 10 ms"],
  [10.1, "≤ 50 ms"],
  [100, "≤ 100 ms"],
  [100.1, "> 100 ms"],
])("%s ms are written as %s", (ms, written) => {
  expect(bucket(ms)).toBe(written);
});
