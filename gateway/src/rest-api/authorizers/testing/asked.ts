import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Stage } from "../../../apis/stage.ts";
import { trustsNobody } from "../../../authorizers/testing/trusts-nobody.ts";
import { verdictCache } from "../../../authorizers/verdict-cache.ts";
import { type Facts, noFacts } from "../../../facts/facts.ts";
import type { ClientRequest } from "../../../request/client-request.ts";
import type { Authorizer, LambdaAuthorizer, Route } from "../../api.ts";
import { GatewayRefusal } from "../../refusal.ts";
import { requireNoDeny } from "../../resource-policy/require-allowed.ts";
import { type AuthorizePorts, authorize } from "../authorize.ts";
import type { Asked } from "../identity.ts";

export const stage: Stage = {
  region: "eu-west-1",
  accountId: "123456789012",
  apiId: "puhdx84jy9",
  name: "prod",
  variables: {},
};

export const arn = (methodAndPath: string) =>
  `arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/${methodAndPath}`;

export const token = (changes: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer => ({
  name: "guard",
  type: "TOKEN",
  functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:guard",
  identitySources: [{ from: "header", name: "Authorization" }],
  identityValidationExpression: null,
  resultTtl: 300,
  ...changes,
});

export const request = (changes: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer =>
  token({ type: "REQUEST", identitySources: [], resultTtl: 0, ...changes });

type Sent = Partial<Omit<ClientRequest, "headers">> & {
  readonly headers?: readonly (readonly [string, string])[];
  readonly resource?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
};

/** A request on its way, as routing leaves it. It carries `Authorization: Bearer foo` unless told otherwise. */
export const asked = (authorizer: Authorizer | null, sent: Sent = {}): Asked => {
  const { resource, pathParameters = {}, ...changes } = sent;
  const path = sent.path ?? "/trades";
  return {
    stage,
    pathParameters,
    apiKey: null,
    route: { resource: resource ?? path, authorizer } as Route,
    request: {
      requestId: "141d6671-99b4-40ca-9997-7a22f01eac74",
      extendedRequestId: "ZhFsxGQDDoEEMig=",
      time: 1718636523035,
      method: "GET",
      path,
      fullPath: `/prod${path}`,
      basePath: null,
      domainName: "puhdx84jy9.execute-api.eu-west-1.amazonaws.com",
      query: "",
      protocol: "HTTP/1.1",
      sourceIp: "15.248.3.126",
      headers: [["Authorization", "Bearer foo"]],
      body: null as never,
      ...changes,
    },
  };
};

/** An authorizer's function that counts its calls, and everything around it, in the order of the pipeline. */
export const bench = (
  answer: (event: { methodArn: string }) => FunctionOutcome,
  ports: Partial<AuthorizePorts> = {},
) => {
  const events: unknown[] = [];
  const logs: Facts["log"][] = [];
  const calls: Facts["calls"][] = [];
  const clock = { now: 0 };
  const all: AuthorizePorts = {
    invoke: async (_arn, event) => {
      events.push(event);
      return answer(event as { methodArn: string });
    },
    cache: verdictCache({ now: () => clock.now, size: 100 }),
    now: () => clock.now,
    explicitDeny: "with an explicit deny in an identity-based policy",
    ...trustsNobody,
    credentials: () => undefined,
    time: () => Date.now(),
    resourcePolicy: null,
    resourcePolicyDeny: "with an explicit deny",
    ...ports,
  };
  return {
    events,
    /** What the log lines say. */
    logs,
    calls,
    clock,
    /** 200, or the refusal. */
    ask: async (of: Asked) => {
      const facts = noFacts();
      logs.push(facts.log);
      calls.push(facts.calls);
      try {
        requireNoDeny(of, facts, all);
        return { status: 200, authorization: await authorize(of, facts, all) };
      } catch (error) {
        if (!(error instanceof GatewayRefusal)) throw error;
        return { status: error.type, message: error.overrides.message, refusal: error };
      }
    },
  };
};
