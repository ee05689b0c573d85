import type { InvokeFunction, StreamFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Stage } from "../apis/stage.ts";
import { trustsNobody } from "../authorizers/testing/trusts-nobody.ts";
import type { Limits } from "../front/server.ts";
import type { Api, Route } from "../rest-api/api.ts";
import { assemble, assembleTrial, type Ports } from "../rest-api/assemble.ts";
import { declaredRoutes } from "../rest-api/declared-routes.ts";
import type { Throttle } from "../throttling/throttle.ts";
import type { Tracing } from "../tracing/tracing.ts";
import type { FindClient } from "../usage-plans/clients.ts";
import { type Domains, served, type TestedGateway } from "./served.ts";

export const stage: Stage = {
  region: "us-east-1",
  accountId: "000000000000",
  apiId: "gatehouse0",
  name: "local",
  variables: { tradesHost: "trades" },
};

interface Wanted extends Partial<Omit<Api, "routes">> {
  readonly routes: readonly Route[];
  /** The folder with the sockets of private services. */
  readonly folder: string;
  readonly invoke?: InvokeFunction;
  readonly stream?: StreamFunction;
  readonly findClient?: FindClient;
  readonly throttle?: Throttle;
  readonly trust?: Ports["trust"];
  readonly connections?: number;
  readonly pages?: string;
  readonly limits?: Partial<Limits>;
  readonly tracing?: Tracing;
  readonly domains?: Domains;
  /** The administrator's secret. */
  readonly administrator?: string;
}

/** A REST API behind the front. */
export const startGateway = (wanted: Wanted): Promise<TestedGateway> => {
  const api: Api = {
    gatewayResponses: new Map(),
    binaryMediaTypes: [],
    apiKeySource: "HEADER",
    policy: null,
    minimumCompressionSize: null,
    disableExecuteApiEndpoint: false,
    ...wanted,
  };
  const invoke = wanted.invoke ?? allowing;
  return served({
    kind: "REST",
    stage,
    routes: declaredRoutes(api),
    invoke,
    assemble: (shared) => {
      const ports: Ports = {
        ...shared,
        stage,
        vpcLink: { kind: "sockets", folder: wanted.folder },
        invoke,
        stream: wanted.stream ?? (async () => ({ kind: "unavailable", reason: "no function streams" })),
        trust: wanted.trust ?? trustsNobody,
        explicitDeny: "with an explicit deny in an identity-based policy",
        resourcePolicyDeny: "with an explicit deny",
        findClient: wanted.findClient ?? (() => null),
        throttle: wanted.throttle ?? (() => null),
      };
      return {
        answer: assemble(api, ports),
        trial: (watched) => assembleTrial(api, { ...ports, ...watched }),
      };
    },
    connections: wanted.connections,
    pages: wanted.pages,
    limits: wanted.limits,
    tracing: wanted.tracing,
    domains: wanted.domains,
    administrator: wanted.administrator,
  });
};

/** Lets `Bearer {name}` through as that principal and refuses everybody else. */
export const allowing: InvokeFunction = async (_arn, event) => {
  const { authorizationToken = "", methodArn } = event as { authorizationToken?: string; methodArn?: string };
  const name = /^Bearer ([\w@.-]+)$/.exec(authorizationToken)?.[1];
  if (!name) return { kind: "error", errorMessage: "Unauthorized", errorType: "Error" };
  const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: methodArn };
  return {
    kind: "result",
    value: { principalId: name, policyDocument: { Version: "2012-10-17", Statement: [statement] } },
  };
};
