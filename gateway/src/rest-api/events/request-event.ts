import type { ApiRequest } from "../../request/client-request.ts";
import { domainPrefix } from "../../request/domain-prefix.ts";
import { type Headers, lastHeader } from "../../request/headers.ts";
import { queryValues } from "../../request/query-values.ts";
import { requestTime } from "../../request/request-time.ts";
import { pathWithoutExtraSlashes } from "../../request/segments.ts";
import type { Exchange } from "../exchange.ts";

import { shortId } from "../short-id.ts";

type Known = Omit<Exchange, "authorization">;

/**
 * The members that events for REQUEST authorizers and for proxy integrations have in common, keys in the order in
 * which AWS was recorded to send them.
 * @param empty what stands for a map without entries: `{}` in authorizer events, null in proxy events.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const requestEvent = <Empty extends object | null>(exchange: Known, headers: Headers, empty: Empty) => {
  const { request, route, pathParameters, stage } = exchange;
  const values = { header: headerValues(headers), query: queryValues(request) };
  const orEmpty = <Value>(map: Readonly<Record<string, Value>>) => (Object.keys(map).length > 0 ? map : empty);
  return {
    resource: route.resource,
    path: eventPath(request),
    httpMethod: request.method,
    headers: orEmpty(lastOfEach(values.header)),
    multiValueHeaders: orEmpty(Object.fromEntries(values.header)),
    queryStringParameters: orEmpty(lastOfEach(values.query)),
    multiValueQueryStringParameters: orEmpty(Object.fromEntries(values.query)),
    pathParameters: orEmpty(pathParameters),
    stageVariables: orEmpty(stage.variables),
  };
};

/**
 * The path in an event: within the API at the API's own endpoint, as sent at a custom domain, base path included.
 * Unconfirmed for the base path: no recording; adapters such as serverless-express strip it for that reason.
 */
const eventPath = ({ path, fullPath, basePath }: ApiRequest) =>
  basePath === null ? pathWithoutExtraSlashes(path) : fullPath;

/** The event's `requestContext`, less the authorizer's part. Who signed the request stands in `identity` (recorded on AWS). */
export const requestContext = ({ request, route, stage, apiKey, authorization }: Known & Partial<Exchange>) => ({
  resourceId: shortId(route.resource),
  resourcePath: route.resource,
  httpMethod: request.method,
  extendedRequestId: request.extendedRequestId,
  requestTime: requestTime(request.time),
  path: request.fullPath,
  accountId: stage.accountId,
  protocol: request.protocol,
  stage: stage.name,
  domainPrefix: domainPrefix(request),
  requestTimeEpoch: request.time,
  requestId: request.requestId,
  identity: {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    ...keyMembers(apiKey),
    sourceIp: request.sourceIp,
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: lastHeader(request.headers, "user-agent") ?? null,
    user: null,
    ...(authorization?.kind === "iam" ? authorization.identity : {}),
  },
  domainName: request.domainName,
  deploymentId: shortId(`${stage.apiId}/${stage.name}`),
  apiId: stage.apiId,
});

/** Where a method wants an API key. Unconfirmed: where they stand among the others, and the id of a key that nobody has. */
const keyMembers = (apiKey: Known["apiKey"]) => (apiKey ? { apiKey: apiKey.value, apiKeyId: apiKey.id } : {});

type Values = ReadonlyMap<string, readonly string[]>;

/** Values by name; a name in several spellings is one, in the first of them. */
const headerValues = (headers: Headers): Values => {
  const spelling = new Map<string, string>();
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const first = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), first);
    values.set(first, [...(values.get(first) ?? []), value]);
  }
  return values;
};

const lastOfEach = (values: Values): Readonly<Record<string, string>> =>
  Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? ""]));
