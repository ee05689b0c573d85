import draft04, { type ErrorObject } from "ajv-draft-04";
import type { Model } from "../api.ts";
import { faultsIn } from "./faults.ts";
import { formats } from "./formats.ts";

/** Every option says what draft 4 and API Gateway have; nothing is loaded from elsewhere, and nothing is changed. */
const ajv = new draft04.default({
  allErrors: true,
  verbose: true,
  strict: false,
  logger: false,
  ownProperties: true,
  unicodeRegExp: false,
  useDefaults: false,
  coerceTypes: false,
  removeAdditional: false,
  formats: Object.fromEntries(Object.entries(formats).map(([name, { fits }]) => [name, fits])),
});

export interface SchemaFault {
  /** The members that lead to it. */
  readonly path: readonly string[];
  readonly message: string;
}

/** What makes a schema no JSON schema of draft 4; nothing where it is one. */
export const schemaFaults = (schema: object): readonly SchemaFault[] => {
  if (ajv.validateSchema(schema) === true) return [];
  const places = new Map<string, ErrorObject>();
  for (const error of ajv.errors ?? []) if (!places.has(error.instancePath)) places.set(error.instancePath, error);
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
  const fits = ajv.compile(schema);
  return { name, faultsOf: (body) => (fits(body) ? [] : faultsIn(fits.errors ?? [])) };
};
