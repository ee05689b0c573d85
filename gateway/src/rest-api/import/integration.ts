import { at, type Field, fault, integer, isGiven, unexpected } from "../../openapi/field.ts";
import type { Integration } from "../api.ts";
import { httpProxyIn } from "./http-proxy.ts";
import { lambdaProxyIn } from "./lambda-proxy.ts";
import { mockIn } from "./mock.ts";
import type { Declared } from "./parameters.ts";

/** What an integration may refer to in its operation. */
export interface Operation {
  readonly declared: readonly Declared[];
  /** The operation's `responses`. */
  readonly responses: Field;
  readonly isOpen: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

type ReadIntegration = (field: Field, operation: Operation) => Integration;

/** One integration type, one file. `http` and `aws` would need VTL. */
const types: Readonly<Record<string, ReadIntegration>> = {
  http_proxy: httpProxyIn,
  aws_proxy: lambdaProxyIn,
  mock: mockIn,
};

const passthrough = ["when_no_match", "when_no_templates", "never"];

/** API Gateway's bounds and default for REST APIs, in milliseconds. */
const bounds = { from: 50, to: 29_000 };

/** Reads `x-amazon-apigateway-integration`; null after a fault. */
export const integrationIn = (field: Field, operation: Omit<Operation, "timeout">): Integration | null => {
  if (!isGiven(field)) {
    fault(field, "the operation has no integration");
    return null;
  }
  const type = at(field, "type");
  const name = String(type.value).toLowerCase();
  const read = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!read) {
    unexpected(type, `${Object.keys(types).join(", ")}: no other integration is supported`);
    return null;
  }
  const behaviour = at(field, "passthroughBehavior");
  if (isGiven(behaviour) && !passthrough.includes(String(behaviour.value).toLowerCase()))
    unexpected(behaviour, passthrough.join(" or "));
  const timeout = at(field, "timeoutInMillis");
  return read(field, { ...operation, timeout: isGiven(timeout) ? integer(timeout, bounds) : bounds.to });
};
