import { domainPrefix } from "../../request/domain-prefix.ts";
import { lastHeader } from "../../request/headers.ts";
import { requestTime } from "../../request/request-time.ts";
import type { SignerIdentity } from "../exchange.ts";
import { shortId } from "../short-id.ts";
import type { Seen } from "./seen.ts";

type Read = (seen: Seen) => string | undefined;

/** Only a signed request has these. */
const ofTheSigner =
  (name: keyof SignerIdentity): Read =>
  ({ authorization }) =>
    authorization?.kind === "iam" ? authorization.identity[name] : undefined;

/** Names after `context.`: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const variables: Readonly<Record<string, Read>> = {
  accountId: ({ stage }) => stage.accountId,
  apiId: ({ stage }) => stage.apiId,
  "customDomain.basePathMatched": ({ request }) => request.basePath || undefined,
  deploymentId: ({ stage }) => shortId(`${stage.apiId}/${stage.name}`),
  domainName: ({ request }) => request.domainName,
  domainPrefix: ({ request }) => domainPrefix(request),
  "error.message": ({ error }) => error?.message ?? undefined,
  "error.messageString": ({ error }) => error && JSON.stringify(error.message),
  "error.responseType": ({ error }) => error?.responseType,
  "error.validationErrorString": ({ error }) => error?.validationErrorString,
  extendedRequestId: ({ request }) => request.extendedRequestId,
  httpMethod: ({ request }) => request.method,
  "identity.sourceIp": ({ request }) => request.sourceIp,
  "identity.userAgent": ({ request }) => lastHeader(request.headers, "user-agent"),
  "identity.accountId": ofTheSigner("accountId"),
  "identity.caller": ofTheSigner("caller"),
  "identity.user": ofTheSigner("user"),
  "identity.userArn": ofTheSigner("userArn"),
  // Nobody here knows which organization an account is in.
  "identity.principalOrgId": () => undefined,
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
  xrayTraceId: ({ request }) => /Root=([^;]+)/.exec(lastHeader(request.headers, "x-amzn-trace-id") ?? "")?.[1],
};

/** The names that templates find in `$context`; what an authorizer said stands there as well, under its own names. */
export const contextNames: readonly string[] = Object.keys(variables).filter((name) => !name.startsWith("error."));

const ofTheAuthorizer = /^authorizer\.([A-Za-z0-9_-]+)$/;

/** Of a token: `sub`, `cognito:groups`. All claims together are no value: `authorizer.claims` is empty on AWS as well. */
const ofTheToken = /^authorizer\.claims\.([A-Za-z0-9_:.-]+)$/;

/** Whether `context.{path}` means something here. What does not stops the start, since it would be empty for ever. */
export const isContextVariable = (path: string): boolean =>
  Object.hasOwn(variables, path) || ofTheAuthorizer.test(path) || ofTheToken.test(path);

/** The value of `context.{path}`; undefined where the request has none. */
export const contextVariable = (path: string, seen: Seen): string | undefined => {
  const property = ofTheAuthorizer.exec(path)?.[1];
  if (property) return fromAuthorizer(property, seen);
  const claim = ofTheToken.exec(path)?.[1];
  if (claim) return fromToken(claim, seen);
  return Object.hasOwn(variables, path) ? variables[path]?.(seen) : undefined;
};

const fromAuthorizer = (property: string, { authorization }: Seen) => {
  if (authorization?.kind !== "lambda") return undefined;
  if (property === "principalId") return authorization.principalId;
  if (property === "integrationLatency") return String(authorization.integrationLatency);
  return Object.hasOwn(authorization.context, property) ? authorization.context[property] : undefined;
};

const fromToken = (claim: string, { authorization }: Seen) =>
  authorization?.kind === "claims" && Object.hasOwn(authorization.claims, claim)
    ? authorization.claims[claim]
    : undefined;
