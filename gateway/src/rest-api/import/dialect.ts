import type { Field } from "../../openapi/field.ts";
import type { RequiredParameter } from "../api.ts";

/** What each version of OpenAPI writes in its own way. One version, one file. */
export interface Dialect {
  /** The members of each part, API Gateway's extensions apart. */
  readonly known: Readonly<Record<"root" | "path" | "operation", readonly string[]>>;
  readonly securitySchemes: Field;
  /** The models, and how a reference to one begins. */
  readonly schemas: Field;
  readonly schemaReference: string;
  /** Whether models may hold `oneOf`. */
  readonly hasOneOf: boolean;
  /** Whether responses may be references: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html. */
  readonly hasSharedResponses: boolean;
  /** Where a parameter can be. */
  readonly places: Readonly<Record<string, RequiredParameter["in"] | "body" | "unknown to API Gateway">>;
  /** What a body is held against, by media type in lower case. */
  readonly bodySchemas: (operation: Field, path: Field) => ReadonlyMap<string, Field>;
  /** Whether the root's `security` guards operations that have none of their own. */
  readonly appliesRootSecurity: boolean;
}
