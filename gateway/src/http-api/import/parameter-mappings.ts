import { type Field, fault, isGiven, members, unexpected } from "../../openapi/field.ts";
import type { Action, RequestMapping, ResponseMapping } from "../api.ts";
import { mappingValueIn } from "./mapping-value.ts";
import type { Mapped } from "./objection.ts";

type MappedRoute = Mapped["route"];

/**
 * Headers that API Gateway lets no mapping change.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html#http-api-mapping-reserved-headers
 */
const reserved =
  /^(?:access-control-.*|apigw-.*|authorization|connection|content-(?:encoding|length|location)|forwarded|keep-alive|origin|proxy-(?:authenticate|authorization)|te|trailers|transfer-encoding|upgrade|x-amzn?-.*|x-forwarded-(?:for|host|proto)|via)$/i;

const headerName = /^[!#$%&'*+.^`|~\w-]+$/;

/** `requestParameters`: what is changed on the way to the backend. */
export const requestMappingsIn = (field: Field, route: MappedRoute): readonly RequestMapping[] => {
  const mapped: Mapped = { side: "request", route };
  const mappings = members(field).flatMap(([key, value]): RequestMapping[] => {
    if (key === "overwrite:path") return [{ action: "overwrite", to: { in: "path" }, value: valueIn(value, mapped) }];
    const found = /^(append|overwrite|remove):(header|querystring)\.(.+)$/.exec(key);
    if (found) return [parameterMapping(found, value, mapped) as RequestMapping];
    unexpectedKey(value, key, "append|overwrite|remove:header|querystring.x or overwrite:path");
    return [];
  });
  checkTwice(field, mappings);
  return mappings;
};

/** `responseParameters`: what is changed on the way to the client, by the backend's status. */
export const responseMappingsIn = (field: Field, route: MappedRoute): ReadonlyMap<number, readonly ResponseMapping[]> =>
  new Map(
    members(field).map(([status, ofStatus]) => {
      if (!/^[1-5]\d\d$/.test(status)) fault(ofStatus, `expected mappings by status such as 200, received ${status}`);
      return [Number(status), ofOneStatus(ofStatus, { side: "response", route })];
    }),
  );

const ofOneStatus = (field: Field, mapped: Mapped): readonly ResponseMapping[] => {
  const mappings = members(field).flatMap(([key, value]): ResponseMapping[] => {
    if (key === "overwrite:statuscode")
      return [{ action: "overwrite", to: { in: "statuscode" }, value: statusIn(value, mapped) }];
    const found = /^(append|overwrite|remove):(header)\.(.+)$/.exec(key);
    if (found) return [parameterMapping(found, value, mapped) as ResponseMapping];
    unexpectedKey(value, key, "append|overwrite|remove:header.x or overwrite:statuscode");
    return [];
  });
  checkTwice(field, mappings);
  return mappings;
};

const parameterMapping = ([, action, place, name = ""]: RegExpExecArray, field: Field, mapped: Mapped) => {
  if (place === "header" && !headerName.test(name)) fault(field, `${name} is no name of a header`);
  if (place === "header" && reserved.test(name))
    fault(field, `the header ${name} is reserved: no mapping can change it`);
  if (action === "remove" && field.value !== "") unexpected(field, "'' for what is removed");
  const value = action === "remove" ? [] : valueIn(field, mapped);
  return { action: action as Action, to: { in: place as "header", name }, value };
};

const valueIn = (field: Field, mapped: Mapped) => {
  if (!isGiven(field) || field.value === "") unexpected(field, "a value; remove: takes a parameter away");
  return mappingValueIn(field, mapped);
};

const statusIn = (field: Field, mapped: Mapped) => {
  const value = valueIn({ ...field, value: String(field.value) }, mapped);
  const [only, ...more] = value;
  if (only?.kind === "static" && (more.length > 0 || !/^[2-5]\d\d$/.test(only.text)))
    unexpected(field, "a status from 200 to 599");
  return value;
};

/** Which of two would be first is nowhere told. Header names differ in more than their case. */
const checkTwice = (field: Field, mappings: readonly (RequestMapping | ResponseMapping)[]) => {
  const names = mappings.map(({ to }) => {
    if (to.in === "header") return `header ${to.name.toLowerCase()}`;
    return to.in === "querystring" ? `query parameter ${to.name}` : to.in;
  });
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) fault(field, `the ${twice} is mapped twice`);
};

const unexpectedKey = (field: Field, key: string, expected: string) => {
  const hint = /^(integration|method)\./.test(key) ? " (that is how REST APIs write it)" : "";
  fault(field, `expected ${expected}, received ${key}${hint}`);
};
