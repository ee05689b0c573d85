import { allowOnly, at, type Field, fault, integer, isGiven, members, text, warn } from "../../openapi/field.ts";
import type { GatewayResponse } from "../api.ts";
import { refusals } from "../refusal.ts";
import { requireHeaderName, sourceIn } from "./source.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html */
export const gatewayResponsesIn = (field: Field): ReadonlyMap<string, GatewayResponse> =>
  new Map(
    members(field).map(([type, response]) => {
      if (type === "REQUEST_TOO_LARGE") fault(response, "API Gateway does not let REQUEST_TOO_LARGE be customised");
      else if (!Object.hasOwn(refusals, type)) fault(response, `${type} is no type of gateway response`);
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
    templates: new Map(members(at(field, "responseTemplates")).map(([type, each]) => [type, templateIn(each)])),
  };
};

const headerIn = (key: string, value: Field) => {
  const [, name = ""] = /^gatewayresponse\.header\.(.+)$/.exec(key) ?? [];
  if (name === "") fault(value, `expected gatewayresponse.header.x, received ${key}`);
  else requireHeaderName(value, name);
  if (ofTheGateway.test(name)) fault(value, `${name} is the gateway's own to set`);
  return name;
};

/** Of these the connection and the names of the request depend. */
const ofTheGateway =
  /^(?:connection|content-length|keep-alive|trailer|transfer-encoding|upgrade|x-amz-apigw-id|x-amzn-requestid)$/i;

const templateIn = (field: Field): string => {
  const template = text(field, "a template");
  if (/#(?:set|if|foreach)\b|\$!?\{|\$!?(?:util|input)\b/.test(template))
    warn(field, "is no VTL: only variables such as $context.error.messageString are replaced, the rest stays as it is");
  return template;
};
