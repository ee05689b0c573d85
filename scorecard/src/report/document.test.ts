import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { metadataFaults } from "@gatehouse/idp-mock/faults/metadata/metadata-faults.ts";
import { signOnFaults } from "@gatehouse/idp-mock/faults/sign-on/sign-on-faults.ts";
import { expect, test } from "@jest/globals";
import { expectedOfMetadata, expectedOfSignOn, findingsOf } from "../pool/endpoint-expectations.ts";
import type { EndpointVerdict } from "../trials/endpoint-verdict.ts";
import type { Verdict } from "../trials/verdict.ts";
import { bucket, withoutTimes } from "./bucket.ts";
import { documentOf, ofUserPool } from "./document.ts";

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
const asExpected = <What extends string>(expected: Record<What, string>) => findingsOf(expected, expected);

const endpoints: readonly EndpointVerdict[] = [
  ...metadataFaults.map((fault) => {
    return { family: "metadata" as const, fault, findings: asExpected(expectedOfMetadata(fault)) };
  }),
  ...signOnFaults.map((fault) => {
    return { family: "sign-on" as const, fault, findings: asExpected(expectedOfSignOn) };
  }),
];
const quiet = { times: [1], failures: [] };
const scorecard = { verdicts: asItMustBe, endpoints, untried: [], bystander: { before: quiet, meanwhile: quiet } };

test("docs/saml-scorecard.md has every fault with its code, and all of them are green; `npm run scorecard` writes it", () => {
  expect(withoutTimes(readFileSync(file, "utf8"))).toBe(withoutTimes(documentOf(scorecard, ofUserPool)));
});

test("what is not as it must be stands in the document", () => {
  const [first, ...others] = asItMustBe;
  const verdicts = [{ ...first!, outcome: { letIn: true } as const, ms: 101 }, ...others];
  const document = documentOf({ ...scorecard, verdicts }, ofUserPool);
  const total = verdicts.length + endpoints.length;
  expect(document).toContain("**it was let in**");
  expect(document).toContain(`${total - 1} of ${total} faults ended as they must; 1 took more than 100 ms.`);
  expect(withoutTimes(document)).not.toBe(withoutTimes(documentOf(scorecard, ofUserPool)));
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
