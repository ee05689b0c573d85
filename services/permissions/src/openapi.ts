import { z } from "zod";
import type { Operation } from "./operation.ts";
import type { Route } from "./routes.ts";

/** The service in OpenAPI 3.1, made from the schemas that it validates with. https://spec.openapis.org/oas/v3.1.1 */
export const documentOf = (routes: readonly Route[]): object => ({
  openapi: "3.1.1",
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  info: {
    title: "Entitlements",
    version: "1",
    description:
      "Users, groups, roles and permissions of one tenant: the one that the caller's identity provider belongs to.",
  },
  paths: Object.fromEntries(
    [...new Set(routes.map(({ path }) => path))].map((path) => [
      templated(path),
      Object.fromEntries(
        routes
          .filter((route) => route.path === path)
          .map(({ method, operation }) => [method, described(method, operation)]),
      ),
    ]),
  ),
  security: [{ accessToken: [] }],
  components: {
    securitySchemes: { accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    schemas: { Problem: schemaOf(problem) },
  },
});

/** `/users/:userId` is `/users/{userId}`. */
export const templated = (path: string): string => path.replaceAll(/:(\w+)/g, "{$1}");

const described = (method: Route["method"], operation: Operation) => ({
  operationId: operation.id,
  summary: operation.summary,
  parameters: [
    ...parametersIn("path", operation.params),
    ...(operation.query ? parametersIn("query", operation.query) : []),
    ...headersOf(method, operation),
  ],
  ...(operation.body ? { requestBody: requestBodyOf(operation) } : {}),
  responses: {
    ...Object.fromEntries(Object.entries(operation.answers).map(([status, schema]) => [status, success(schema)])),
    ...Object.fromEntries(problemsOf(method, operation).map((status) => [status, refusal(`${status}`)])),
    default: refusal("Any other failure"),
  },
});

const parametersIn = (place: "path" | "query", schema: z.ZodObject) => {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, object>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: described,
  }));
};

const headersOf = (method: Route["method"], { ifMatch }: Operation) => [
  ...(ifMatch ? [header("If-Match", ifMatch === "demanded")] : []),
  ...(method === "post" ? [header("Idempotency-Key", false)] : []),
];

const header = (name: string, required: boolean) => ({ name, in: "header", required, schema: { type: "string" } });

const requestBodyOf = ({ body, bodyIsOptional, reading }: Operation) => ({
  required: !bodyIsOptional,
  content: Object.fromEntries(
    (reading?.types ?? ["application/json"]).map((type) => [type, { schema: schemaOf(body as z.ZodType) }]),
  ),
});

const success = (schema: z.ZodType | null) => ({
  description: "Done",
  ...(schema ? { content: { "application/json": { schema: schemaOf(schema) } } } : {}),
});

const refusal = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

/** The problems that an operation can answer: its own, and those that come with what it takes. */
const problemsOf = (method: Route["method"], { ifMatch, body, problems = [] }: Operation): readonly number[] =>
  [
    ...new Set([
      ...[400, 403, 503],
      ...problems,
      ...(body ? [413, 415] : []),
      ...(ifMatch ? [412] : []),
      ...(ifMatch === "demanded" ? [428] : []),
      ...(method === "post" ? [422] : []),
    ]),
  ].sort();

const problem = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  requestId: z.string(),
});

/**
 * The schema in JSON Schema, of what is on the wire: an answer may hold what is read elsewhere, and is as it is read.
 * A query parameter is a text to zod, and what it says in its `parameter` to the reader.
 */
const schemaOf = (schema: z.ZodType): object => {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    override: ({ jsonSchema }) => {
      const { parameter } = jsonSchema as { parameter?: object };
      if (!parameter) return;
      for (const member of Object.keys(jsonSchema)) delete (jsonSchema as Record<string, unknown>)[member];
      Object.assign(jsonSchema, parameter);
    },
  });
  return rest;
};
