import { allowOnly, at, type Field, fault, isGiven, members, oneOf, text, unexpected } from "../../openapi/field.ts";
import type { HttpProxy, Mapping } from "../api.ts";
import type { Operation } from "./integration.ts";
import { requireDeclared } from "./parameters.ts";
import { requireHeaderName, sourceIn } from "./source.ts";

const known = [
  ...["type", "httpMethod", "uri", "connectionType", "connectionId", "integrationTarget", "requestParameters"],
  ...["passthroughBehavior", "timeoutInMillis", "payloadFormatVersion", "responses", "responseTransferMode"],
];

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"] as const;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export const httpProxyIn = (field: Field, operation: Operation): HttpProxy => {
  allowOnly(field, known);
  requireBuffered(field);
  for (const [status, response] of members(at(field, "responses"))) {
    if (status !== "default")
      fault(response, "a proxy integration hands the backend's answer on: only default can stand here");
    allowOnly(response, ["statusCode"]);
  }
  const uri = text(at(field, "uri"), "an http:// or https:// URL");
  const mappings = members(at(field, "requestParameters")).map(([key, value]) => mappingIn(key, value, operation));
  checkUri(at(field, "uri"), uri, mappings);
  checkTwice(at(field, "requestParameters"), mappings);
  return {
    type: "HTTP_PROXY",
    httpMethod: oneOf(at(field, "httpMethod"), methods),
    uri,
    connection: connectionIn(field),
    mappings,
    timeout: operation.timeout,
  };
};

const requireBuffered = (field: Field) => {
  const mode = at(field, "responseTransferMode");
  if (isGiven(mode) && mode.value !== "BUFFERED") unexpected(mode, "BUFFERED");
  const version = at(field, "payloadFormatVersion");
  if (isGiven(version) && String(version.value) !== "1.0") unexpected(version, "1.0: 2.0 belongs to HTTP APIs");
};

const connectionIn = (field: Field): HttpProxy["connection"] => {
  const type = at(field, "connectionType");
  const id = at(field, "connectionId");
  if (isGiven(type) && oneOf(type, ["INTERNET", "VPC_LINK"]) === "VPC_LINK") return { type: "VPC_LINK", id: text(id) };
  for (const name of ["connectionId", "integrationTarget"])
    if (isGiven(at(field, name))) fault(at(field, name), `${name} goes with connectionType: VPC_LINK`);
  return { type: "INTERNET" };
};

/** Header names differ in more than their case. */
const checkTwice = (field: Field, mappings: readonly Mapping[]) => {
  const names = mappings.flatMap(({ to }) => (to.in === "header" ? [to.name.toLowerCase()] : []));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) fault(field, `the header ${twice} is mapped twice`);
};

/** A request must not choose the host, and every `{param}` needs what fills it. */
const checkUri = (field: Field, uri: string, mappings: readonly Mapping[]) => {
  if (uri === "") return;
  const [, host = "", path = ""] = /^https?:\/\/([^/?#]+)([^#]*)$/.exec(uri) ?? [];
  const withoutVariables = host.replaceAll(/\$\{stageVariables\.\w+\}/g, "host");
  if (!/^[A-Za-z0-9._-]+(:\d+|:host)?$/.test(withoutVariables))
    unexpected(field, "http://host/path or https://host/path, the host without {param}");
  const mapped = mappings.flatMap(({ to }) => (to.in === "path" ? [to.name] : []));
  const needed = [...path.replaceAll(/\$\{[^}]*\}/g, "").matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? "");
  for (const name of needed)
    if (!mapped.includes(name)) fault(field, `{${name}} needs integration.request.path.${name} in requestParameters`);
  for (const name of mapped)
    if (!needed.includes(name))
      fault(field, `integration.request.path.${name} is mapped, yet the uri has no {${name}}`);
};

/** Names that API Gateway fails on at run time or drops in silence. */
const unmappable =
  /^(?:content-length|transfer-encoding|x-amzn-trace-id|x-amzn-apigateway-api-id|connection|expect|proxy-authenticate|te|via)$/i;

const mappingIn = (key: string, value: Field, { declared, isOpen }: Operation): Mapping => {
  const [, place, name = ""] = /^integration\.request\.(header|querystring|path)\.(.+)$/.exec(key) ?? [];
  const source = sourceIn(value);
  requireDeclared(value, source, declared);
  if (place === undefined) fault(value, `expected integration.request.{header|querystring|path}.x, received ${key}`);
  if (place === "header") requireHeaderName(value, name);
  if (place === "header" && unmappable.test(name)) fault(value, `the header ${name} cannot be mapped`);
  if (source.kind === "context" && source.path.startsWith("error."))
    fault(value, `context.${source.path} exists in gateway responses only`);
  if (isOpen && source.kind === "context" && source.path.startsWith("authorizer."))
    fault(value, `context.${source.path} never has a value: the operation is open and no authorizer is asked`);
  return { to: { in: (place ?? "header") as "header", name }, source };
};
