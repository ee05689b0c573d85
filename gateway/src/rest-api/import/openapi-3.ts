import { allowOnly, at, type Field, isGiven, members, resolved } from "../../openapi/field.ts";
import type { Dialect } from "./dialect.ts";

const known: Dialect["known"] = {
  root: ["openapi", "info", "servers", "tags", "externalDocs", "paths", "components", "security"],
  path: ["summary", "description", "parameters", "servers"],
  operation: [
    ...["operationId", "summary", "description", "tags", "externalDocs", "deprecated", "servers", "parameters"],
    ...["requestBody", "responses", "security", "callbacks"],
  ],
};

const ofTheComponents = [
  ...["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links"],
  "callbacks",
];

/** https://spec.openapis.org/oas/v3.0.3.html */
export const openApi3 = (root: Field): Dialect => {
  const components = at(root, "components");
  allowOnly(components, ofTheComponents);
  return {
    known,
    securitySchemes: at(components, "securitySchemes"),
    schemas: at(components, "schemas"),
    schemaReference: "#/components/schemas/",
    hasOneOf: true,
    hasSharedResponses: true,
    places: { header: "header", path: "path", query: "querystring", cookie: "unknown to API Gateway" },
    bodySchemas: (operation) => contentOf(resolved(at(operation, "requestBody"), root)),
    // Recorded on AWS on 2025-07-02, although the developer guide says that it does not.
    appliesRootSecurity: true,
  };
};

const contentOf = (requestBody: Field): ReadonlyMap<string, Field> => {
  allowOnly(requestBody, ["description", "content", "required"]);
  return new Map(
    members(at(requestBody, "content")).flatMap(([type, content]) => {
      const schema = at(content, "schema");
      return isGiven(schema) ? [[type.toLowerCase(), schema]] : [];
    }),
  );
};
