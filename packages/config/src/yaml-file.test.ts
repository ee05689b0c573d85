import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { readYaml } from "./yaml-file.ts";

const people = z.strictObject({ people: z.array(z.strictObject({ email: z.email(), groups: z.array(z.string()) })) });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "yaml-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (text: string) => {
  const file = join(folder, `${Math.random()}.yaml`);
  writeFileSync(file, text);
  return file;
};

describe("a YAML file", () => {
  test("is read and checked", () => {
    const file = written("people:\n  - { email: a@example.com, groups: [x] }\n");
    expect(readYaml(file, people)).toEqual({ people: [{ email: "a@example.com", groups: ["x"] }] });
  });

  test.each([
    [
      "a wrong value",
      "people:\n  - email: a@example.com\n    groups: []\n  - email: nobody\n    groups: []\n",
      /line 4, people\[1\]\.email: /,
    ],
    [
      "an unknown member",
      "people:\n  - email: a@example.com\n    groups: []\n    gruops: []\n",
      /line 2, people\[0\]: .*gruops/,
    ],
    ["a missing member, at its parent", "people:\n\n  - email: a@example.com\n", /line 3, people\[0\]\.groups: /],
    ["a key given twice", "people: []\npeople: []\n", /not valid YAML:\n {2}line 2: /],
    ["broken YAML", "people: [\n", /not valid YAML:\n {2}line/],
  ])("is refused for %s, with the line", (_case, text, message) => {
    expect(() => readYaml(written(text), people)).toThrow(message);
  });

  test("is refused when it is not there, with its name", () => {
    expect(() => readYaml(join(folder, "absent.yaml"), people)).toThrow(/absent\.yaml cannot be read/);
  });

  test("has variables replaced, inside strings alone", () => {
    const file = written("people:\n  - email: ${WHO}@example.com\n    groups: ['${stageVariables.x}']\n");
    expect(readYaml(file, people, { WHO: "bob" })).toEqual({
      people: [{ email: "bob@example.com", groups: ["${stageVariables.x}"] }],
    });
  });

  test("is refused for a variable that is not set, with the line", () => {
    expect(() => readYaml(written("people:\n  - email: ${WHO}@x.com\n    groups: []\n"), people, {})).toThrow(
      /line 2: \$\{WHO\} is not set/,
    );
  });
});
