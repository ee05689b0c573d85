import { allowOnly, at, type Field, fault, integer, isGiven, members, text } from "../../openapi/field.ts";
import type { GatewayResponse } from "../api.ts";
import { requireHeaderName, sourceIn } from "./source.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const types: ReadonlySet<string> = new Set([
  ...["ACCESS_DENIED", "API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"],
  ...["BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS", "DEFAULT_4XX", "DEFAULT_5XX", "EXPIRED_TOKEN"],
  ...["INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT", "INVALID_API_KEY", "INVALID_SIGNATURE"],
  ...["MISSING_AUTHENTICATION_TOKEN", "QUOTA_EXCEEDED", "RESOURCE_NOT_FOUND", "THROTTLED", "UNAUTHORIZED"],
  ...["UNSUPPORTED_MEDIA_TYPE", "WAF_FILTERED"],
]);

/** Reads `x-amazon-apigateway-gateway-responses`. */
export const gatewayResponsesIn = (field: Field): ReadonlyMap<string, GatewayResponse> =>
  new Map(
    members(field).map(([type, response]) => {
      if (type === "REQUEST_TOO_LARGE") fault(response, "API Gateway does not let REQUEST_TOO_LARGE be customised");
      else if (!types.has(type)) fault(response, `${type} is no type of gateway response`);
      return [type, responseIn(response)];
    }),
  );

const responseIn = (field: Field): GatewayResponse => {
  allowOnly(field, ["statusCode", "responseParameters", "responseTemplates"]);
  const statusCode = at(field, "statusCode");
  return {
    statusCode: isGiven(statusCode) ? integer(statusCode, { from: 200, to: 599 }) : null,
    headers: new Map(
      members(at(field, "responseParameters")).map(([key, value]) => [headerIn(key, value), sourceIn(value)]),
    ),
    templates: new Map(members(at(field, "responseTemplates")).map(([type, template]) => [type, text(template)])),
  };
};

const headerIn = (key: string, value: Field) => {
  const [, name = ""] = /^gatewayresponse\.header\.(.+)$/.exec(key) ?? [];
  if (name === "") fault(value, `expected gatewayresponse.header.x, received ${key}`);
  else requireHeaderName(value, name);
  return name;
};
