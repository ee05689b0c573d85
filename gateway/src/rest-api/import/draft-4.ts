import { at, type Field, fault, isGiven, items, members, unexpected, warn } from "../../openapi/field.ts";
import type { Dialect } from "./dialect.ts";

export type Schema = Readonly<Record<string, unknown>>;

/** What a schema is read with: the definitions that it refers to gather here. */
interface Reading {
  readonly dialect: Dialect;
  readonly definitions: Map<string, Schema>;
}

type ReadMember = (member: Field, reading: Reading) => Schema;

/**
 * Reads a schema of the file as the JSON schema (draft 4) that API Gateway makes of it, with every definition that it
 * refers to. What draft 4 does not know would be left unchecked in silence: it is a fault.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export const draft4In = (field: Field, dialect: Dialect): Schema => {
  const definitions = new Map<string, Schema>();
  const schema = schemaIn(field, { dialect, definitions });
  return { ...schema, definitions: Object.fromEntries(definitions) };
};

const schemaIn = (field: Field, reading: Reading): Schema => {
  if (isGiven(at(field, "$ref"))) return referenceIn(at(field, "$ref"), reading);
  if (!isGiven(field)) unexpected(field, "a schema");
  const parts = members(field).map(([keyword, member]) => memberIn(keyword, member, reading));
  return Object.assign({}, ...parts) as Schema;
};

const referenceIn = (field: Field, reading: Reading): Schema => {
  const { schemas, schemaReference } = reading.dialect;
  const reference = String(field.value);
  const name = reference.slice(schemaReference.length);
  const definition = at(schemas, name);
  if (!reference.startsWith(schemaReference) || !isGiven(definition))
    unexpected(field, `a reference to a schema in this file, such as ${schemaReference}Trade`);
  else if (!reading.definitions.has(name)) {
    reading.definitions.set(name, {}); // A schema may refer to itself.
    reading.definitions.set(name, schemaIn(definition, reading));
  }
  return { $ref: `#/definitions/${name}` };
};

const memberIn = (keyword: string, member: Field, reading: Reading): Schema => {
  const read = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  if (read) return read(member, reading);
  if (asItIs.has(keyword)) return { [keyword]: member.value };
  if (!describing.has(keyword) && !keyword.startsWith("x-"))
    fault(member, `${keyword} is no keyword of JSON schema draft 4, which models are written in`);
  return {};
};

const asItIs: ReadonlySet<string> = new Set([
  ...["type", "enum", "format", "minLength", "maxLength", "minimum", "maximum", "exclusiveMaximum"],
  ...["multipleOf", "uniqueItems", "required", "minProperties", "maxProperties"],
]);

/** They say nothing about whether a body fits. */
const describing: ReadonlySet<string> = new Set([
  ...["title", "description", "default", "example", "examples", "discriminator", "readOnly", "writeOnly"],
  ...["xml", "externalDocs", "deprecated", "$schema"],
]);

const ofOne =
  (keyword: string): ReadMember =>
  (member, reading) => ({
    [keyword]: typeof member.value === "boolean" ? member.value : schemaIn(member, reading),
  });

const ofMany =
  (keyword: string): ReadMember =>
  (member, reading) => ({ [keyword]: items(member).map((each) => schemaIn(each, reading)) });

const named =
  (keyword: string): ReadMember =>
  (member, reading) => ({
    [keyword]: Object.fromEntries(
      members(member).map(([name, each]) => [name, Array.isArray(each.value) ? each.value : schemaIn(each, reading)]),
    ),
  });

const requireExpression = (field: Field, expression: string): void => {
  try {
    new RegExp(expression);
  } catch (error) {
    fault(field, `is no regular expression: ${(error as Error).message}`);
  }
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const leftOut =
  (keyword: string): ReadMember =>
  (member) => {
    warn(member, `is not checked: API Gateway leaves ${keyword} out of its validation`);
    return {};
  };

const keywords: Readonly<Record<string, ReadMember>> = {
  additionalItems: ofOne("additionalItems"),
  additionalProperties: ofOne("additionalProperties"),
  // One level more than is written: what does not match inside is then told once for each of them, and can be counted.
  allOf: (member, reading) => {
    const schemas = items(member).map((each) => schemaIn(each, reading));
    return { allOf: schemas.map((schema) => ({ anyOf: [schema], "x-all-of": schemas.length })) };
  },
  anyOf: ofMany("anyOf"),
  dependencies: named("dependencies"),
  exclusiveMinimum: (member) => {
    fault(member, "API Gateway does not support exclusiveMinimum");
    return {};
  },
  items: (member, reading) => (Array.isArray(member.value) ? ofMany : ofOne)("items")(member, reading),
  maxItems: leftOut("maxItems"),
  minItems: leftOut("minItems"),
  not: ofOne("not"),
  nullable: (member) => {
    if (member.value === true) warn(member, "has no effect in JSON schema draft 4: null does not fit");
    return {};
  },
  oneOf: (member, reading) => {
    if (!reading.dialect.hasOneOf) fault(member, "API Gateway does not support oneOf in Swagger 2.0");
    return ofMany("oneOf")(member, reading);
  },
  pattern: (member) => {
    requireExpression(member, String(member.value));
    return { pattern: member.value };
  },
  patternProperties: (member, reading) => {
    for (const [name, schema] of members(member)) requireExpression(schema, name);
    return named("patternProperties")(member, reading);
  },
  properties: named("properties"),
};
