import { at, type Field, fault, integer, isGiven, resolved, unexpected, warn } from "../../openapi/field.ts";
import type { Integration } from "../api.ts";
import { httpProxyIn } from "./http-proxy.ts";
import { ignoredFields, type Surroundings } from "./integration-fields.ts";
import { lambdaProxyIn } from "./lambda-proxy.ts";

type ReadIntegration = (field: Field, surroundings: Surroundings) => Integration;

/** One integration type, one file. */
const types: Readonly<Record<string, ReadIntegration>> = { http_proxy: httpProxyIn, aws_proxy: lambdaProxyIn };

/** API Gateway's bounds and default for HTTP APIs, in milliseconds. */
const bounds = { from: 50, to: 30_000 };

/**
 * Reads `x-amazon-apigateway-integration`, which may refer to one that several routes share; null after a fault.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
 */
export const integrationIn = (given: Field, root: Field, route: Surroundings["route"]): Integration | null => {
  if (!isGiven(given)) {
    fault(given, "the operation has no integration");
    return null;
  }
  const field = resolved(given, root);
  const type = at(field, "type");
  const name = String(type.value).toLowerCase();
  const read = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!read) {
    unexpected(type, `${Object.keys(types).join(" or ")}: HTTP APIs have no other integration`);
    return null;
  }
  for (const member of ignoredFields)
    if (isGiven(at(field, member))) warn(at(field, member), "belongs to REST APIs and is ignored");
  const timeout = at(field, "timeoutInMillis");
  return read(field, { route, timeout: isGiven(timeout) ? integer(timeout, bounds) : bounds.to });
};
