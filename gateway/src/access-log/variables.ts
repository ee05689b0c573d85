import type { Call, Ended, Steps } from "../facts/facts.ts";
import { isAnswerVariable } from "../http-api/context-variable.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { isContextVariable } from "../rest-api/mapping/context-variable.ts";

type Read = (ended: Ended) => string | undefined;
type Readers = Readonly<Record<string, Read>>;

const whole = (value: number | null | undefined) => (typeof value === "number" ? String(Math.round(value)) : undefined);

const ofTheIntegration =
  <Member extends keyof Call>(member: Member): Read =>
  ({ facts }) =>
    written(facts.calls.integration?.[member]);

const written = (value: string | number | null | undefined) => (typeof value === "string" ? value : whole(value));

/** What access logs of both kinds of APIs know beyond a request's context. */
const ofBoth: Readers = {
  awsEndpointRequestId: ofTheIntegration("requestId"),
  "integration.error": ofTheIntegration("error"),
  "integration.integrationStatus": ofTheIntegration("integrationStatus"),
  "integration.latency": ofTheIntegration("latency"),
  "integration.requestId": ofTheIntegration("requestId"),
  "integration.status": ofTheIntegration("status"),
  integrationErrorMessage: ofTheIntegration("error"),
  integrationLatency: ofTheIntegration("latency"),
  responseLatency: ({ latency }) => whole(latency),
  responseLength: ({ facts }) => whole(facts.responseLength),
  status: ({ status }) => whole(status),
};

const ofStep = (step: keyof Steps): Readers => ({
  [`${step}.error`]: ({ facts }) => facts.steps[step]?.error ?? undefined,
  [`${step}.latency`]: ({ facts }) => whole(facts.steps[step]?.latency),
  [`${step}.status`]: ({ facts }) => whole(facts.steps[step]?.status),
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const ofRest: Readers = {
  ...ofBoth,
  ...ofStep("authenticate"),
  ...ofStep("authorizer"),
  ...ofStep("authorize"),
  "authorizer.integrationLatency": ({ facts }) =>
    whole(facts.calls.authorizer?.latency) ?? facts.context?.("authorizer.integrationLatency"),
  "authorizer.integrationStatus": ({ facts }) => whole(facts.calls.authorizer?.integrationStatus),
  "authorizer.requestId": ({ facts }) => facts.calls.authorizer?.requestId ?? undefined,
  integrationStatus: ofTheIntegration("integrationStatus"),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const ofHttp: Readers = {
  ...ofBoth,
  "authorizer.error": ({ facts }) => facts.steps.authorizer?.error ?? facts.calls.authorizer?.error ?? undefined,
  // Unconfirmed that bodies are what is counted, both of them.
  dataProcessed: ({ facts, requestLength }) => whole(requestLength + facts.responseLength),
  integrationStatus: ofTheIntegration("status"),
};

/** Nothing here has these: no firewall stands in front, and no client shows a certificate. */
const neverThere: Readonly<Record<ApiKind, RegExp>> = {
  REST: /^(?:waf\.(?:error|latency|status)|wafResponseCode|webaclArn|identity\.clientCert\.\w+(?:\.\w+)?|identity\.cognito\w+)$/,
  HTTP: /^identity\.clientCert\.\w+(?:\.\w+)?$/,
};

const readers: Readonly<Record<ApiKind, Readers>> = { REST: ofRest, HTTP: ofHttp };

const ofTheContext: Readonly<Record<ApiKind, (name: string) => boolean>> = {
  REST: isContextVariable,
  HTTP: isAnswerVariable,
};

/** Whether an access log of such an API can hold `$context.{name}`. */
export const isLogVariable = (name: string, kind: ApiKind): boolean =>
  Object.hasOwn(readers[kind], name) || neverThere[kind].test(name) || ofTheContext[kind](name);

/** The value of `$context.{name}` once the answer has left; undefined where there is none. */
export const logVariable = (name: string, kind: ApiKind, ended: Ended): string | undefined =>
  Object.hasOwn(readers[kind], name) ? readers[kind][name]?.(ended) : ended.facts.context?.(name);
