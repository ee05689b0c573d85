import { at, type Field, fault, isGiven, unexpected } from "../../openapi/field.ts";
import type { Integration } from "../api.ts";
import { httpIn } from "./http.ts";
import { httpProxyIn } from "./http-proxy.ts";
import { everyFieldIn, type OfEvery, type Operation } from "./integration-fields.ts";
import { lambdaIn } from "./lambda.ts";
import { lambdaProxyIn } from "./lambda-proxy.ts";
import { mockIn } from "./mock.ts";

type ReadIntegration = (field: Field, operation: Operation) => Integration;

/** One integration type, one file. */
const types: Readonly<Record<string, ReadIntegration>> = {
  http: httpIn,
  http_proxy: httpProxyIn,
  aws: lambdaIn,
  aws_proxy: lambdaProxyIn,
  mock: mockIn,
};

/** Reads `x-amazon-apigateway-integration`; null after a fault. */
export const integrationIn = (field: Field, operation: Omit<Operation, OfEvery>): Integration | null => {
  if (!isGiven(field)) {
    fault(field, "the operation has no integration");
    return null;
  }
  const type = at(field, "type");
  const name = String(type.value).toLowerCase();
  const read = Object.hasOwn(types, name) ? types[name] : undefined;
  if (!read) {
    unexpected(type, Object.keys(types).join(", "));
    return null;
  }
  return read(field, { ...operation, ...everyFieldIn(field) });
};
