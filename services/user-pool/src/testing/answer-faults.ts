import type { Shape } from "./sdk-model.ts";

const types: Readonly<Partial<Record<Shape["kind"], string>>> = {
  string: "string",
  number: "number",
  boolean: "boolean",
  timestamp: "number",
  blob: "string",
};

/** Where a JSON answer is not what the API's model says: unknown members, missing ones, other types. */
export const answerFaults = (shape: Shape, value: unknown, path = "answer"): string[] => {
  switch (shape.kind) {
    case "document":
      return [];
    case "list":
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((item, index) => answerFaults(shape.of, item, `${path}[${index}]`));
    case "map":
      return entriesOf(value).flatMap(([name, item]) => answerFaults(shape.of, item, `${path}.${name}`));
    case "structure":
      return structureFaults(shape, value, path);
    default:
      return typeof value === types[shape.kind] ? [] : [`${path} is no ${shape.kind}`];
  }
};

const structureFaults = ({ members }: Extract<Shape, { kind: "structure" }>, value: unknown, path: string) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path} is no structure`];
  const missing = [...members].flatMap(([name, { required }]) =>
    required && !Object.hasOwn(value, name) ? [`${path}.${name} is missing`] : [],
  );
  const present = entriesOf(value).flatMap(([name, item]) => {
    const member = members.get(name);
    return member ? answerFaults(member.shape(), item, `${path}.${name}`) : [`${path}.${name} is unknown`];
  });
  return [...missing, ...present];
};

const entriesOf = (value: unknown) => Object.entries(value as Record<string, unknown>);
