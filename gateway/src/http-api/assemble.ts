import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { AnswerRequest } from "../answer.ts";
import type { Stage } from "../apis/stage.ts";
import type { Targets } from "../apis/targets.ts";
import type { Backends } from "../forwarder/backends.ts";
import { requireArrivingHeaders } from "../front/require-arriving-headers.ts";
import type { VpcLink } from "../settings.ts";
import type { Throttle } from "../throttling/throttle.ts";
import { letThrough } from "../trials/trial.ts";
import type { Api, Route } from "./api.ts";
import { preflight } from "./cors/preflight.ts";
import type { Authorize } from "./exchange.ts";
import { finished } from "./finished.ts";
import { headersWanted } from "./headers-wanted.ts";
import { httpProxy } from "./integrations/http-proxy.ts";
import type { Integrate } from "./integrations/integrate.ts";
import { lambdaProxy } from "./integrations/lambda-proxy.ts";
import { requestMapper } from "./mapping/map-request.ts";
import { mappedResponse } from "./mapping/map-response.ts";
import { pipeline, type Steps } from "./pipeline.ts";
import { Refusal } from "./refusal.ts";
import { findRoute } from "./routing/find-route.ts";
import { routeTable } from "./routing/route-table.ts";

/** What an HTTP API needs of the world to be served on a stage. */
export interface Ports {
  readonly stage: Stage;
  readonly targets: Targets;
  readonly vpcLink: VpcLink;
  readonly backends: Backends;
  readonly invoke: InvokeFunction;
  readonly throttle: Throttle;
  readonly authorize: Authorize;
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
    throttle: () => {},
    mapRequest: async (exchange) => ({ ...exchange, headers: [], query: "", path: null }),
    integrate: () => async () => letThrough,
    mapResponse: (answer) => answer,
  });

const stepsOf = (api: Api, ports: Ports): Steps => {
  requireArrivingHeaders(api.routes.map((route) => ({ place: route.place, headers: headersWanted(route) })));
  const table = routeTable(api.routes);
  const integrations = new Map(api.routes.map((route) => [route, integrationOf(route, ports)]));
  return {
    stage: ports.stage,
    match: ({ method, path }) => findRoute(table, method, path),
    preflight: (request) => preflight(api.cors, request),
    throttle: ({ routeKey }) => requireWithin(ports.throttle(routeKey)),
    authorize: ports.authorize,
    mapRequest: requestMapper(api.routes),
    integrate: (route) => integrations.get(route) ?? unprepared(route),
    mapResponse: (answer, { integration }, seen) => mappedResponse(answer, integration, seen),
    finish: (answer, request) => finished(answer, request, api.cors),
  };
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
const requireWithin = (limit: ReturnType<Throttle>): void => {
  if (limit !== null) throw new Refusal("THROTTLED", `over ${limit}`);
};

/** One integration type, one file. */
const integrationOf = (route: Route, ports: Ports): Integrate => {
  const { integration } = route;
  const { variables } = ports.stage;
  switch (integration.type) {
    case "HTTP_PROXY":
      return httpProxy(integration, route, { ...ports, variables });
    case "AWS_PROXY":
      return lambdaProxy(integration, { ...ports, variables });
  }
};

const unprepared = ({ place }: Route): never => {
  throw new Error(`the route at ${place} has no integration`);
};
