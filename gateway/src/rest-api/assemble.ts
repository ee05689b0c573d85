import type { InvokeFunction, StreamFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { AnswerRequest } from "../answer.ts";
import type { Stage } from "../apis/stage.ts";
import type { Trust } from "../authorizers/trust.ts";
import type { VerdictCache } from "../authorizers/verdict-cache.ts";
import type { Backends } from "../forwarder/backends.ts";
import { requireArrivingHeaders } from "../front/require-arriving-headers.ts";
import type { VpcLink } from "../settings.ts";
import type { Throttle } from "../throttling/throttle.ts";
import { letThrough } from "../trials/trial.ts";
import type { FindClient } from "../usage-plans/clients.ts";
import type { Api, Route } from "./api.ts";
import { admit, keyInHeader, keyOf } from "./api-keys.ts";
import { authorize } from "./authorizers/authorize.ts";
import { compressing } from "./compression.ts";
import { decompressBody } from "./decompression.ts";
import { render } from "./gateway-responses/render.ts";
import { headersWanted } from "./headers-wanted.ts";
import { awsProxy } from "./integrations/aws-proxy.ts";
import { http } from "./integrations/http.ts";
import { httpProxy } from "./integrations/http-proxy.ts";
import type { Integrate } from "./integrations/integrate.ts";
import { lambda } from "./integrations/lambda.ts";
import { mock } from "./integrations/mock.ts";
import { mapper } from "./mapping/map.ts";
import { pipeline, type Steps } from "./pipeline.ts";
import { requireNoDeny } from "./resource-policy/require-allowed.ts";
import { resourceTree } from "./routing/resource-tree.ts";
import { routeRequest } from "./routing/route-request.ts";
import { validate } from "./validation/validate.ts";

/** What a REST API needs of the world to be served on a stage. */
export interface Ports {
  readonly stage: Stage;
  readonly vpcLink: VpcLink;
  readonly backends: Backends;
  readonly invoke: InvokeFunction;
  readonly stream: StreamFunction;
  readonly verdicts: VerdictCache;
  readonly trust: Pick<Trust, "credentials" | "issuerOf" | "keys">;
  /** How a denial by a statement is told: `with an explicit deny …`. */
  readonly explicitDeny: string;
  /** How one by a statement of the API's resource policy is told. */
  readonly resourcePolicyDeny: string;
  readonly findClient: FindClient;
  readonly throttle: Throttle;
}

/**
 * Binds every step to its share of the world and prepares every route, so that what cannot work is found at the start.
 * @throws {CannotStart} naming the operation.
 */
export const assemble = (api: Api, ports: Ports): AnswerRequest => pipeline(stepsOf(api, ports));

/** The same up to the authorizer, and nobody behind it: what is let through is answered by `letThrough`. */
export const assembleTrial = (api: Api, ports: Ports): AnswerRequest =>
  pipeline({
    ...stepsOf(api, ports),
    admit: async (exchange) => exchange,
    validate: async () => {},
    integrate: () => async () => letThrough,
  });

const stepsOf = (api: Api, ports: Ports): Steps => {
  requireArrivingHeaders(api.routes.map((route) => ({ place: route.place, headers: headersWanted(route) })));
  const { policy: resourcePolicy } = api;
  const tree = resourceTree(api.routes);
  const integrations = new Map(api.routes.map((route) => [route, answering(route, api, ports)]));
  return {
    stage: ports.stage,
    match: (request) => {
      const found = routeRequest(tree, request);
      return { ...found, apiKey: keyInHeader({ ...found, request }, api, ports.findClient) };
    },
    precheck: (asked, facts) => requireNoDeny(asked, facts, { ...ports, resourcePolicy }),
    authorize: (asked, facts) =>
      authorize(asked, facts, {
        ...ports,
        ...ports.trust,
        credentials: ports.trust.credentials,
        resourcePolicy,
        cache: ports.verdicts,
        now: () => performance.now(),
        time: Date.now,
      }),
    admit: async (authorized) => {
      const exchange = { ...authorized, apiKey: keyOf(authorized, api, ports.findClient) };
      await admit(exchange, ports);
      return exchange;
    },
    validate: async (exchange) => {
      await decompressBody(exchange.request);
      await validate(exchange);
    },
    map: mapper(api.routes),
    integrate: (route) => integrations.get(route) ?? unprepared(route),
    refuse: (refusal, seen) => render(refusal, api, seen),
  };
};

const answering = (route: Route, api: Api, ports: Ports): Integrate =>
  compressing(integrationOf(route, api, ports), route, api.minimumCompressionSize);

/** One integration type, one file. */
const integrationOf = (route: Route, api: Api, ports: Ports): Integrate => {
  const { integration } = route;
  const { variables } = ports.stage;
  switch (integration.type) {
    case "HTTP_PROXY":
      return httpProxy(integration, route, { ...ports, variables });
    case "AWS_PROXY":
      return awsProxy(integration, { ...ports, variables, binaryMediaTypes: api.binaryMediaTypes });
    case "MOCK":
      return mock(integration, api.binaryMediaTypes);
    case "HTTP":
      return http(integration, route, { ...ports, variables, binaryMediaTypes: api.binaryMediaTypes });
    case "AWS":
      return lambda(integration, { ...ports, variables, binaryMediaTypes: api.binaryMediaTypes });
  }
};

const unprepared = ({ place }: Route): never => {
  throw new Error(`the route at ${place} has no integration`);
};
