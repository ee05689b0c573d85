import { readFileSync } from "node:fs";
import { z } from "zod";

/** What one of the corpus's functions shall do: `{"throw": "Unauthorized"}` or `{"return": …}`. */
const instruction = z.union([z.strictObject({ throw: z.string() }), z.strictObject({ return: z.json() })]);

const text = z.union([z.string(), z.strictObject({ matches: z.string() })]);

const expected = z.strictObject({
  status: z.int().min(100).max(599),
  /** Compared as JSON. */
  json: z.json().optional(),
  /** Compared as it is. */
  text: text.optional(),
  /** By lower-case name; null where the answer must not have it. */
  headers: z.record(z.string().regex(/^[a-z0-9-]+$/), text.nullable()).default({}),
  /** How often the authorizer's function is asked for this request. */
  calls: z.int().min(0).optional(),
  /** Members of the JSON that the backend or the function answered with, which is what arrived at it. */
  arrived: z.json().optional(),
  /** Whether the backend is reached at all. */
  reached: z.boolean().optional(),
});

const step = z.strictObject({
  method: z.string().default("GET"),
  /** Behind the stage, or behind the host, where the stage is a part of it. */
  path: z.string(),
  behind: z.enum(["stage", "host"]).default("stage"),
  /** In order; a name may be given more than once. `{do}` is the step's instructions. */
  headers: z.array(z.tuple([z.string(), z.string()])).default([]),
  body: z.string().optional(),
  /** What the authorizer's function does. */
  authorizer: instruction.optional(),
  /** What the integration's function does. */
  function: instruction.optional(),
  /** What the HTTP backend answers with, instead of what arrived at it. */
  backend: z
    .strictObject({
      status: z.int().default(200),
      headers: z.array(z.tuple([z.string(), z.string()])).default([]),
      body: z.string().default(""),
    })
    .optional(),
  expect: expected,
});

const conformanceCase = z.strictObject({
  name: z.string().min(8),
  /** The API's file in `apis/`, without its ending. */
  api: z.string(),
  stage: z.string().optional(),
  /** `documented` by AWS, `recorded` on AWS, or `unconfirmed`. */
  basis: z.enum(["documented", "recorded", "unconfirmed"]),
  source: z.string().min(8),
  steps: z.array(step).min(1),
});

export type ConformanceCase = z.output<typeof conformanceCase>;
export type Step = ConformanceCase["steps"][number];
export type Expected = Step["expect"];

/**
 * Reads a file of the corpus.
 * @throws naming the case and the member that is not as expected.
 */
export const readCases = (file: string): readonly ConformanceCase[] => {
  const cases = JSON.parse(readFileSync(file, "utf8")) as readonly unknown[];
  return cases.map((each, index) => {
    const parsed = conformanceCase.safeParse(each);
    if (parsed.success) return parsed.data;
    throw new Error(`${file}: case ${index + 1}: ${z.prettifyError(parsed.error)}`);
  });
};
