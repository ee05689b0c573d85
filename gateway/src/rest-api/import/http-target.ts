import { allowOnly, at, bool, type Field, fault, isGiven, oneOf, text, unexpected, warn } from "../../openapi/field.ts";
import type { HttpTarget, Mapping } from "../api.ts";
import type { Operation } from "./integration-fields.ts";
import { mappingsIn } from "./mappings.ts";

/** The fields that say which service is asked, and how it is reached. */
export const ofTheTarget = [
  ...["httpMethod", "uri", "connectionType", "connectionId", "integrationTarget", "tlsConfig", "requestParameters"],
];

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"] as const;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export const httpTargetIn = (field: Field, operation: Operation): HttpTarget => {
  const uri = text(at(field, "uri"), "an http:// or https:// URL");
  const mappings = mappingsIn(at(field, "requestParameters"), operation, "http");
  checkUri(at(field, "uri"), uri, mappings);
  return {
    httpMethod: oneOf(at(field, "httpMethod"), methods),
    uri,
    connection: connectionIn(field),
    skipsVerification: skipsVerificationIn(at(field, "tlsConfig"), uri),
    mappings,
    timeout: operation.timeout,
  };
};

const connectionIn = (field: Field): HttpTarget["connection"] => {
  const type = at(field, "connectionType");
  const id = at(field, "connectionId");
  const target = at(field, "integrationTarget");
  if (isGiven(type) && oneOf(type, ["INTERNET", "VPC_LINK"]) === "VPC_LINK") {
    // Unconfirmed: how it looks in detail. Here the path is that of the uri, as with a link of the first version.
    if (isGiven(target))
      warn(target, "goes unused here: the uri's host is asked. API Gateway may put the stage in front of the path");
    return { type: "VPC_LINK", id: text(id) };
  }
  for (const name of ["connectionId", "integrationTarget"])
    if (isGiven(at(field, name))) fault(at(field, name), `${name} goes with connectionType: VPC_LINK`);
  return { type: "INTERNET" };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integration-tls-config.html */
const skipsVerificationIn = (tlsConfig: Field, uri: string): boolean => {
  allowOnly(tlsConfig, ["insecureSkipVerification"]);
  const skips = bool(at(tlsConfig, "insecureSkipVerification"));
  if (skips) warn(tlsConfig, "anybody between here and the backend can take its place: its certificate goes unchecked");
  if (skips && uri.startsWith("http:")) fault(tlsConfig, "goes with a uri of https://");
  return skips;
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
