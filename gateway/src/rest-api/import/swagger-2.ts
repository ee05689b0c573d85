import { at, type Field, isGiven, items, resolved, text } from "../../openapi/field.ts";
import type { Dialect } from "./dialect.ts";

const known: Dialect["known"] = {
  root: [
    ...["swagger", "info", "host", "basePath", "schemes", "consumes", "produces", "paths", "definitions"],
    ...["parameters", "responses", "securityDefinitions", "security", "tags", "externalDocs"],
  ],
  path: ["parameters"],
  operation: [
    ...["operationId", "summary", "description", "tags", "externalDocs", "deprecated", "schemes", "consumes"],
    ...["produces", "parameters", "responses", "security"],
  ],
};

/** https://swagger.io/specification/v2/ */
export const swagger2 = (root: Field): Dialect => ({
  known,
  securitySchemes: at(root, "securityDefinitions"),
  schemas: at(root, "definitions"),
  schemaReference: "#/definitions/",
  hasOneOf: false,
  hasSharedResponses: false,
  places: {
    header: "header",
    path: "path",
    query: "querystring",
    body: "body",
    formData: "unknown to API Gateway",
  },
  bodySchemas: (operation, path) => {
    const body = [path, operation]
      .flatMap((each) => items(at(each, "parameters")))
      .map((parameter) => resolved(parameter, root))
      .findLast((parameter) => at(parameter, "in").value === "body");
    return new Map(body ? consumed(operation, root).map((type) => [type, at(body, "schema")]) : []);
  },
  // Unconfirmed: the developer guide says that it does not, and the recordings of AWS are of OpenAPI 3.
  appliesRootSecurity: false,
});

const consumed = (operation: Field, root: Field): readonly string[] => {
  const [types] = [operation, root].map((each) => at(each, "consumes")).filter(isGiven);
  return types ? items(types).map((type) => text(type, "a media type").toLowerCase()) : ["application/json"];
};
