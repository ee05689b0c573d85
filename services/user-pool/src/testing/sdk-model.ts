import * as sdk from "@aws-sdk/client-cognito-identity-provider";

/** What a value of AWS's own model of the API is; a structure's members are read when they are asked for. */
export type Shape =
  | { readonly kind: "string" | "number" | "boolean" | "timestamp" | "blob" | "document" }
  | { readonly kind: "list" | "map"; readonly of: Shape }
  | { readonly kind: "structure"; readonly members: ReadonlyMap<string, Member> };

interface Member {
  readonly required: boolean;
  readonly shape: () => Shape;
}

/** The names of all operations that AWS's client knows. */
export const operationNames = Object.keys(sdk).flatMap((name) =>
  /^[A-Z]\w+Command$/.test(name) ? [name.replace(/Command$/, "")] : [],
);

/** What an operation is given and what it answers, as AWS's client has it. */
export const modelOf = (operation: string): { readonly input: Shape; readonly output: Shape } => {
  const schema = (sdk as unknown as Record<string, unknown[]>)[`${operation}$`];
  if (!schema) throw new Error(`AWS's client has no schema of ${operation}`);
  const [, , , , input, output] = schema;
  return { input: shapeOf(input), output: shapeOf(output) };
};

// The client's schemas are arrays: a number that says what it is, a namespace, a name, traits, and what it is made of.
// Of simple types and lists and maps of them there is only the number.
// https://github.com/smithy-lang/smithy-typescript/blob/main/packages/types/src/schema/sentinels.ts
const simple: Readonly<Record<number, Shape>> = {
  0: { kind: "string" },
  1: { kind: "number" },
  2: { kind: "boolean" },
  4: { kind: "timestamp" },
  15: { kind: "document" },
  21: { kind: "blob" },
};
const listOf = 64;
const mapOf = 128;

const shapeOf = (given: unknown): Shape => {
  const schema = typeof given === "function" ? given() : given;
  if (schema === "unit") return { kind: "structure", members: new Map() };
  if (typeof schema === "number") return numbered(schema);
  const [kind, , , , first, second, third = 0] = schema as [
    unknown,
    string,
    string,
    unknown,
    unknown,
    unknown,
    number?,
  ];
  // A member with traits of its own is a pair of its schema and these.
  if ((schema as unknown[]).length === 2) return shapeOf(kind);
  switch (kind) {
    case 0:
      return shapeOf(first);
    case 1:
      return { kind: "list", of: shapeOf(first) };
    case 2:
      return { kind: "map", of: shapeOf(second) };
    case 3:
      return structure(first as string[], second as unknown[], third);
    default:
      throw new Error(`a schema of AWS's client is not understood: ${JSON.stringify(kind)}`);
  }
};

const numbered = (schema: number): Shape => {
  if (schema >= mapOf) return { kind: "map", of: numbered(schema - mapOf) };
  if (schema >= listOf) return { kind: "list", of: numbered(schema - listOf) };
  const shape = simple[schema];
  if (!shape) throw new Error(`AWS's client has a simple type that is not understood: ${schema}`);
  return shape;
};

/** Of its members those that are required come first. */
const structure = (names: readonly string[], schemas: readonly unknown[], required: number): Shape => ({
  kind: "structure",
  members: new Map(
    names.map((name, index) => [name, { required: index < required, shape: () => shapeOf(schemas[index]) }]),
  ),
});
