import type { Call } from "../facts/facts.ts";
import { domainPrefix } from "../request/domain-prefix.ts";
import { lastHeader } from "../request/headers.ts";
import { requestTime } from "../request/request-time.ts";
import { refusals } from "./refusal.ts";
import type { Seen } from "./seen.ts";

type Read = (seen: Seen) => string | undefined;

/** Only a request with a client certificate has these, or one that came in by another service; no request here does. */
const absent: Read = () => undefined;

/**
 * Names after `$context.`. The last half is there only once the backend was asked or the API has refused.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const variables: Readonly<Record<string, Read>> = {
  accountId: ({ stage }) => stage.accountId,
  apiId: ({ stage }) => stage.apiId,
  "customDomain.basePathMatched": ({ request }) => request.basePath ?? undefined,
  domainName: ({ request }) => request.domainName,
  domainPrefix: ({ request }) => domainPrefix(request),
  extendedRequestId: ({ request }) => request.extendedRequestId,
  httpMethod: ({ request }) => request.method,
  "identity.accountId": ({ authorization }) => iam(authorization)?.accountId,
  "identity.caller": ({ authorization }) => iam(authorization)?.callerId,
  "identity.cognitoAuthenticationProvider": absent,
  "identity.cognitoAuthenticationType": absent,
  "identity.cognitoIdentityId": ({ authorization }) => iam(authorization)?.cognitoIdentity?.identityId,
  "identity.cognitoIdentityPoolId": ({ authorization }) => iam(authorization)?.cognitoIdentity?.identityPoolId,
  "identity.principalOrgId": ({ authorization }) => iam(authorization)?.principalOrgId ?? undefined,
  "identity.sourceIp": ({ request }) => request.sourceIp,
  "identity.user": ({ authorization }) => iam(authorization)?.userId,
  "identity.userAgent": ({ request }) => lastHeader(request.headers, "user-agent"),
  "identity.userArn": ({ authorization }) => iam(authorization)?.userArn,
  path: ({ request }) => request.fullPath,
  protocol: ({ request }) => request.protocol,
  // An HTTP API has one id for a request, which the client sees as `apigw-requestid`.
  requestId: ({ request }) => request.extendedRequestId,
  requestTime: ({ request }) => requestTime(request.time),
  requestTimeEpoch: ({ request }) => String(request.time),
  routeKey: ({ route }) => route?.routeKey,
  stage: ({ stage }) => stage.name,
};

const afterwards: Readonly<Record<string, Read>> = {
  awsEndpointRequestId: ({ calls }) => calls?.integration?.requestId ?? undefined,
  awsEndpointRequestId2: absent,
  "authorizer.error": ({ steps }) => steps?.authorizer?.error ?? undefined,
  "error.message": ({ refusal }) => refusal && refusals[refusal.type].message,
  "error.messageString": ({ refusal }) => refusal && JSON.stringify(refusals[refusal.type].message),
  "error.responseType": ({ refusal }) => refusal?.type,
  "integration.error": ({ calls }) => calls?.integration?.error ?? undefined,
  "integration.integrationStatus": ({ calls }) => calls?.integration?.integrationStatus?.toString(),
  "integration.latency": ({ calls }) => latency(calls?.integration),
  "integration.requestId": ({ calls }) => calls?.integration?.requestId ?? undefined,
  "integration.status": ({ calls }) => calls?.integration?.status?.toString(),
  integrationErrorMessage: ({ calls }) => calls?.integration?.error ?? undefined,
  integrationLatency: ({ calls }) => latency(calls?.integration),
  integrationStatus: ({ calls }) => calls?.integration?.status?.toString(),
};

const latency = (call: Call | undefined) => call && String(Math.round(call.latency));

const ofTheAuthorizer = /^authorizer\.(?:claims\.(?<claim>.+)|(?<property>[A-Za-z0-9_-]+))$/;

/** Whether `$context.{name}` means something before the backend is asked. What does not would be empty for ever. */
export const isContextVariable = (name: string): boolean =>
  Object.hasOwn(variables, name) || (ofTheAuthorizer.test(name) && !Object.hasOwn(afterwards, name));

/** The same for what is looked at once there is an answer: mappings of responses and log lines. */
export const isAnswerVariable = (name: string): boolean => isContextVariable(name) || Object.hasOwn(afterwards, name);

/** The value of `$context.{name}`; undefined where the request has none. */
export const contextVariable = (name: string, seen: Seen): string | undefined => {
  if (Object.hasOwn(variables, name)) return variables[name]?.(seen);
  if (Object.hasOwn(afterwards, name)) return afterwards[name]?.(seen);
  const { claim, property } = ofTheAuthorizer.exec(name)?.groups ?? {};
  if (claim !== undefined) return ofClaims(claim, seen);
  return property === undefined ? undefined : ofLambda(property, seen);
};

const iam = (authorization: Seen["authorization"]) => (authorization?.kind === "iam" ? authorization : undefined);

const ofClaims = (claim: string, { authorization }: Seen) =>
  authorization?.kind === "jwt" && Object.hasOwn(authorization.claims, claim) ? authorization.claims[claim] : undefined;

const ofLambda = (property: string, { authorization }: Seen) => {
  if (authorization?.kind !== "lambda") return undefined;
  if (property === "principalId") return authorization.principalId ?? undefined;
  const { context } = authorization;
  return context && Object.hasOwn(context, property) ? written(context[property]) : undefined;
};

/** Numbers and truth values as JSON has them. Unconfirmed for lists and maps, which are written as JSON as well. */
const written = (value: unknown): string | undefined => {
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
};
