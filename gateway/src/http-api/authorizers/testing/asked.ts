import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { verdictCache } from "../../../authorizers/verdict-cache.ts";
import { type Facts, noFacts } from "../../../facts/facts.ts";
import type { ApiRequest } from "../../../request/client-request.ts";
import type { LambdaAuthorizer } from "../../api.ts";
import type { Asked } from "../../exchange.ts";
import { Refusal } from "../../refusal.ts";
import { requestOf, routeOf, stage } from "../../testing/exchange.ts";
import { authorizeByFunction } from "../authorize-by-function.ts";

export const arn = (methodAndPath: string) =>
  `arn:aws:execute-api:eu-west-1:123456789012:lsw1ro4ipb/$default/${methodAndPath}`;

export const authorizer = (changes: Partial<LambdaAuthorizer> = {}): LambdaAuthorizer => ({
  kind: "REQUEST",
  name: "guard",
  functionArn: "arn:aws:lambda:eu-west-1:123456789012:function:guard",
  payloadFormatVersion: "2.0",
  enableSimpleResponses: false,
  identitySources: [{ from: "header", name: "Authorization" }],
  resultTtl: 0,
  ...changes,
});

export const simple = (changes: Partial<LambdaAuthorizer> = {}) =>
  authorizer({ enableSimpleResponses: true, ...changes });

/** A request at `GET {path}`, as routing leaves it. It carries `Authorization: Bearer foo` unless told otherwise. */
export const asked = (sent: Partial<ApiRequest> = {}, more: Partial<Asked> = {}): Asked => {
  const request = requestOf({ method: "GET", path: "/trades", headers: [["Authorization", "Bearer foo"]], ...sent });
  const { path } = request;
  return {
    request,
    stage,
    pathParameters: {},
    route: routeOf({ routeKey: `GET ${path}`, method: "GET", path }),
    ...more,
  };
};

/** An authorizer's function that counts its calls, and everything around it. */
export const bench = (answer: (event: { routeArn: string }) => FunctionOutcome) => {
  const events: unknown[] = [];
  const invoked: { arn: string; timeout: number }[] = [];
  const noted: Facts[] = [];
  const clock = { now: 0 };
  const cache = verdictCache({ now: () => clock.now, size: 100 });
  const ports = {
    invoke: async (functionArn: string, event: unknown, timeout: number) => {
      events.push(event);
      invoked.push({ arn: functionArn, timeout });
      return answer(event as { routeArn: string });
    },
    cache,
    now: () => clock.now,
  };
  return {
    events,
    invoked,
    /** What was found out about each request. */
    noted,
    clock,
    cache,
    /** 200, or the kind of refusal. */
    ask: async (of: LambdaAuthorizer, by: Asked = asked()) => {
      const facts = noFacts();
      noted.push(facts);
      try {
        return { status: 200, authorization: await authorizeByFunction(of, by, facts, ports) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { status: error.type, reason: error.reason };
      }
    },
  };
};
