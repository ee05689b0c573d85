import { requestTime } from "../../request/request-time.ts";
import { shortId } from "../short-id.ts";
import type { Seen } from "./seen.ts";

type Read = (seen: Seen) => string | undefined;

const absent: Read = () => undefined;

/** Names after `context.`: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const variables: Readonly<Record<string, Read>> = {
  accountId: ({ stage }) => stage.accountId,
  apiId: ({ stage }) => stage.apiId,
  "customDomain.basePathMatched": ({ request }) => request.basePath || undefined,
  deploymentId: ({ stage }) => shortId(`${stage.apiId}/${stage.name}`),
  domainName: ({ request }) => request.domainName,
  domainPrefix: ({ request }) => request.domainName.split(/[.:]/)[0],
  "error.message": ({ error }) => error?.message ?? undefined,
  "error.messageString": ({ error }) => error && JSON.stringify(error.message),
  "error.responseType": ({ error }) => error?.responseType,
  "error.validationErrorString": ({ error }) => error?.validationErrorString,
  extendedRequestId: ({ request }) => request.extendedRequestId,
  httpMethod: ({ request }) => request.method,
  "identity.sourceIp": ({ request }) => request.sourceIp,
  "identity.userAgent": ({ request }) => headerOf(request, "user-agent"),
  // Only a request signed with IAM credentials or sent with a client certificate has these; no route takes either.
  "identity.accountId": absent,
  "identity.caller": absent,
  "identity.user": absent,
  "identity.userArn": absent,
  "identity.principalOrgId": absent,
  "identity.apiKey": ({ apiKey }) => apiKey?.value,
  "identity.apiKeyId": ({ apiKey }) => apiKey?.id ?? undefined,
  path: ({ request }) => request.fullPath,
  protocol: ({ request }) => request.protocol,
  requestId: ({ request }) => request.requestId,
  requestTime: ({ request }) => requestTime(request.time),
  requestTimeEpoch: ({ request }) => String(request.time),
  resourceId: ({ route }) => route && shortId(route.resource),
  resourcePath: ({ route }) => route?.resource,
  stage: ({ stage }) => stage.name,
  xrayTraceId: ({ request }) => /Root=([^;]+)/.exec(headerOf(request, "x-amzn-trace-id") ?? "")?.[1],
};

const headerOf = ({ headers }: Seen["request"], wanted: string) =>
  headers.findLast(([name]) => name.toLowerCase() === wanted)?.[1];

/** The names that templates find in `$context`; what an authorizer said stands there as well, under its own names. */
export const contextNames: readonly string[] = Object.keys(variables).filter((name) => !name.startsWith("error."));

const ofTheAuthorizer = /^authorizer\.([A-Za-z0-9_-]+)$/;

/** Whether `context.{path}` means something here. What does not stops the start, since it would be empty for ever. */
export const isContextVariable = (path: string): boolean =>
  Object.hasOwn(variables, path) || ofTheAuthorizer.test(path);

/** The value of `context.{path}`; undefined where the request has none. */
export const contextVariable = (path: string, seen: Seen): string | undefined => {
  const property = ofTheAuthorizer.exec(path)?.[1];
  if (property) return fromAuthorizer(property, seen);
  return Object.hasOwn(variables, path) ? variables[path]?.(seen) : undefined;
};

const fromAuthorizer = (property: string, { authorization }: Seen) => {
  if (!authorization) return undefined;
  if (property === "principalId") return authorization.principalId;
  if (property === "integrationLatency") return String(authorization.integrationLatency);
  return Object.hasOwn(authorization.context, property) ? authorization.context[property] : undefined;
};
