import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import { importApi } from "../openapi/import-api.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { refusals } from "../rest-api/refusal.ts";
import { features, stricter } from "./features.ts";
import { type Sample, samples } from "./samples.ts";
import { doubtsIn, featureOf, type Support, supportTable } from "./support-table.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = join(root, "docs/support-api-gateway.md");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "support-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether a file of this kind with the sample can be imported; ignored is what a warning says so of. */
const imported = (sample: Sample, kind: ApiKind): readonly [Support, string?] => {
  const file = join(folder, "api.yaml");
  writeFileSync(file, stringify(sample.document(kind)));
  try {
    const { warnings } = importApi(
      file,
      { region: "eu-west-1", accountId: "123456789012", apiId: "sampleapi0" },
      { kind },
    );
    const ignoring = warnings.find((warning) => /ignor|no effect/.test(warning));
    return ignoring === undefined ? ["yes"] : ["ignored", ignoring.replace(/^\S+: \S+ /, "")];
  } catch (error) {
    if (error instanceof BadFile) return ["no"];
    throw error;
  }
};

const sources = () =>
  ["gateway/src", "packages/iam-policy/src", "packages/lambda/src"]
    .flatMap((unit) => globSync(`${unit}/**/*.ts`, { cwd: root }))
    .filter((file) => !/\.test\.ts$|\/(?:testing|support|conformance)\//.test(file))
    .toSorted();

const table = () => {
  const declared = samples.map((sample) =>
    featureOf(sample, { rest: imported(sample, "REST"), http: imported(sample, "HTTP") }),
  );
  const doubts = sources().flatMap((file) => doubtsIn(file, readFileSync(join(root, file), "utf8")));
  return supportTable({ features: [...declared, ...features], stricter, gatewayResponses: refusals, doubts });
};

// To write it anew, run this test with WRITE_SUPPORT_TABLE=yes.
test("docs/support-api-gateway.md says what is supported", () => {
  const text = table();
  if (process.env.WRITE_SUPPORT_TABLE === "yes") writeFileSync(page, text);
  expect(readFileSync(page, "utf8")).toBe(text);
});

test("every file that the table points at is there", () => {
  const files = features.flatMap(({ file }) => (file === undefined ? [] : [file]));
  expect(files.filter((file) => globSync(file, { cwd: root }).length === 0)).toEqual([]);
});

test("doubts are found in comments of both kinds, and nowhere else", () => {
  const source = [
    "/**",
    " * Said first. Unconfirmed: that it",
    " * is so. https://docs.aws.amazon.com/x",
    " * @param file path",
    " */",
    'const unconfirmed = "Unconfirmed";',
    "// Unconfirmed here,",
    "// too.",
    "/** Confirmed. */",
  ].join("\n");
  expect(doubtsIn("a.ts", source).map(({ text }) => text)).toEqual([
    "Said first. Unconfirmed: that it is so.",
    "Unconfirmed here, too.",
  ]);
});

test.each([
  ["without links", "Said (https://a.example/x).\n * Unconfirmed: so. https://a.example/y", "Said. Unconfirmed: so."],
  [
    "without tags that do not hold them",
    "Unconfirmed: so.\n * @throws {Bad} if not.\n * @param a one.",
    "Unconfirmed: so.",
  ],
  [
    "in a tag, with what stands before the tags",
    "Said.\n * @param a one, unconfirmed.\n * @returns b.",
    "Said. one, unconfirmed.",
  ],
  [
    "in a refusal",
    "@throws {Bad} 413 for more. Unconfirmed: the words.",
    "Refused: 413 for more. Unconfirmed: the words.",
  ],
])("doubts are told %s", (_how, comment, text) => {
  expect(doubtsIn("a.ts", `/**\n * ${comment}\n */`)).toEqual([{ file: "a.ts", text }]);
});
