import { allowOnly, at, type Field, fault, isGiven, members, oneOf, text, unexpected } from "../../openapi/field.ts";
import { partsOf } from "../../request/segments.ts";
import type { HttpProxy, InternetConnection, VpcLinkConnection } from "../api.ts";
import { isTargetArn, targetArns } from "../target-arn.ts";
import { knownFields, type Surroundings } from "./integration-fields.ts";
import { requestMappingsIn, responseMappingsIn } from "./parameter-mappings.ts";
import { payloadFormatIn } from "./payload-format.ts";

const known = [...knownFields, "connectionId", "tlsConfig"];

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"] as const;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html and …-private.html */
export const httpProxyIn = (field: Field, { route, timeout }: Surroundings): HttpProxy => {
  allowOnly(field, known);
  payloadFormatIn(at(field, "payloadFormatVersion"), ["1.0"]);
  checkHeaders(at(field, "requestParameters"));
  const type = at(field, "connectionType");
  const isPrivate = isGiven(type) && oneOf(type, ["INTERNET", "VPC_LINK"]) === "VPC_LINK";
  return {
    type: "HTTP_PROXY",
    httpMethod: oneOf(at(field, "httpMethod"), methods),
    connection: isPrivate ? vpcLinkIn(field) : internetIn(field, route),
    requestMappings: requestMappingsIn(at(field, "requestParameters"), route),
    responseMappings: responseMappingsIn(at(field, "responseParameters"), route),
    timeout,
  };
};

/** API Gateway reserves none of these, but here a backend gets them from the gateway alone, or not at all. */
const neverMapped =
  /^(?:append|overwrite|remove):header\.(host|x-forwarded-port|expect|http2-settings|proxy-connection|trailer)$/i;

const checkHeaders = (parameters: Field) => {
  for (const [key, field] of members(parameters)) {
    const [, name] = neverMapped.exec(key) ?? [];
    if (name) fault(field, `the header ${name} is not supported here: a backend never sees what is mapped to it`);
  }
};

const internetIn = (field: Field, { path }: Surroundings["route"]): InternetConnection => {
  for (const name of ["connectionId", "tlsConfig"])
    if (isGiven(at(field, name))) fault(at(field, name), `${name} goes with connectionType: VPC_LINK`);
  const uri = text(at(field, "uri"), "an http:// or https:// URL");
  if (uri !== "") checkUri(at(field, "uri"), uri, path);
  return { type: "INTERNET", uri };
};

/** A request must not choose the host, and every `{param}` must be one of the route's path. */
const checkUri = (field: Field, uri: string, path: string | null) => {
  const [, host = "", target = ""] = /^https?:\/\/([^/?#]+)([^?#]*)$/.exec(uri) ?? [];
  const withoutVariables = host.replaceAll(/\$\{stageVariables\.\w+\}/g, "host");
  if (!/^[A-Za-z0-9._-]+(:\d+|:host)?$/.test(withoutVariables))
    unexpected(field, "http://host/path or https://host/path without a query, the host without {param}");
  const names = partsOf(path ?? "").flatMap((part) => (part.kind === "literal" ? [] : [part.name]));
  for (const [, name = ""] of target.replaceAll(/\$\{[^}]*\}/g, "").matchAll(/\{([^{}]*)\}/g))
    if (!names.includes(name)) fault(field, `${path ?? "$default"} has no {${name}}`);
};

const vpcLinkIn = (field: Field): VpcLinkConnection => {
  const uri = at(field, "uri");
  const arn = text(uri, targetArns);
  if (arn !== "" && !arn.includes("${") && !isTargetArn(arn))
    unexpected(uri, `${targetArns} (an http:// uri over a VPC link belongs to REST APIs)`);
  const tls = at(field, "tlsConfig");
  allowOnly(tls, ["serverNameToVerify"]);
  return {
    type: "VPC_LINK",
    id: text(at(field, "connectionId"), "the id of the VPC link"),
    arn,
    serverName: isGiven(tls) ? serverNameIn(at(tls, "serverNameToVerify")) : null,
  };
};

const serverNameIn = (field: Field): string => {
  const name = text(field, "the name that the backend's certificate is for");
  if (name !== "" && !/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(name))
    unexpected(field, "a host name without a port");
  return name;
};
