import draft04, { type ErrorObject } from "ajv-draft-04";
import type { Model } from "../api.ts";
import { faultsIn } from "./faults.ts";
import { formats } from "./formats.ts";
import { areUnique } from "./unique-items.ts";

/** Every option says what draft 4 and API Gateway have; nothing is loaded from elsewhere, and nothing is changed. */
const options = {
  verbose: true,
  strict: false,
  logger: false as const,
  ownProperties: true,
  unicodeRegExp: false,
  useDefaults: false,
  coerceTypes: false,
  removeAdditional: false,
  formats: Object.fromEntries(Object.entries(formats).map(([name, { fits }]) => [name, fits])),
};

const validator = (allErrors: boolean) =>
  new draft04.default({ ...options, allErrors }).removeKeyword("uniqueItems").addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    validate: (wanted: boolean, items: readonly unknown[]) => !wanted || areUnique(items),
  });

/** One that goes on to find every fault, and one that stops at the first. */
const [thorough, quick] = [validator(true), validator(false)];

/** Every fault is told of bodies up to this many bytes: a larger one can hold more faults than there is memory for. */
const toldInFull = 65_536;

export interface SchemaFault {
  /** The members that lead to it. */
  readonly path: readonly string[];
  readonly message: string;
}

/** What makes a schema no JSON schema of draft 4; nothing where it is one. */
export const schemaFaults = (schema: object): readonly SchemaFault[] => {
  if (thorough.validateSchema(schema) === true) return [];
  const places = new Map<string, ErrorObject>();
  for (const error of thorough.errors ?? []) if (!places.has(error.instancePath)) places.set(error.instancePath, error);
  return [...places.values()].map(({ instancePath, message = "" }) => ({ path: membersOf(instancePath), message }));
};

/** RFC 6901, less the level that `draft-4.ts` adds. */
const membersOf = (pointer: string): readonly string[] =>
  pointer
    .replaceAll(/(\/allOf\/\d+)\/anyOf\/0/g, "$1")
    .split("/")
    .slice(1)
    .map((member) => member.replaceAll("~1", "/").replaceAll("~0", "~"));

/** @param schema without faults. */
export const compileModel = (name: string, schema: object): Model => {
  const [inFull, atOnce] = [thorough.compile(schema), quick.compile(schema)];
  return {
    name,
    faultsOf: (body, bytes) => {
      const fits = bytes > toldInFull ? atOnce : inFull;
      return fits(body) ? [] : faultsIn(fits.errors ?? []);
    },
  };
};
