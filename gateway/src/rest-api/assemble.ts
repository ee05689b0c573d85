import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "@gatehouse/http/log.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { VerdictCache } from "../authorizers/verdict-cache.ts";
import type { Backends } from "../forwarder/backends.ts";
import { front, type Pages } from "../front/front.ts";
import type { VpcLink } from "../settings.ts";
import type { Api, Route } from "./api.ts";
import { authorize, type Decision } from "./authorizers/authorize.ts";
import type { Stage } from "./exchange.ts";
import { render } from "./gateway-responses/render.ts";
import { awsProxy } from "./integrations/aws-proxy.ts";
import { httpProxy } from "./integrations/http-proxy.ts";
import type { Integrate } from "./integrations/integrate.ts";
import { mock } from "./integrations/mock.ts";
import { mapper } from "./mapping/map.ts";
import { requireArrivingHeaders } from "./mapping/require-arriving-headers.ts";
import { type Facts, pipeline } from "./pipeline.ts";
import { resourceTree } from "./routing/resource-tree.ts";
import { routeRequest } from "./routing/route-request.ts";
import { validate } from "./validation.ts";

/** What the gateway needs of the world to serve an API. */
export interface Ports {
  readonly stage: Stage;
  readonly publicUrl: URL;
  readonly vpcLink: VpcLink;
  readonly backends: Backends;
  readonly invoke: InvokeFunction;
  readonly verdicts: VerdictCache;
  readonly pages: Pages | null;
  readonly log: Logger;
}

/**
 * Binds every step to its share of the world and prepares every route, so that what cannot work is found at the start.
 * @throws {CannotStart} naming the operation.
 */
export const assemble = (api: Api, ports: Ports): ((message: IncomingMessage, response: ServerResponse) => void) => {
  requireArrivingHeaders(api.routes);
  const tree = resourceTree(api.routes);
  const integrations = new Map(api.routes.map((route) => [route, integrationOf(route, api, ports)]));
  const answer = pipeline({
    stage: ports.stage,
    match: (request) => routeRequest(tree, request),
    authorize: (asked, facts) =>
      authorize(asked, {
        invoke: ports.invoke,
        cache: ports.verdicts,
        record: (decision) => noted(decision, facts),
        now: () => performance.now(),
      }),
    validate,
    map: mapper(api.routes),
    integrate: (route) => integrations.get(route) ?? unprepared(route),
    refuse: (refusal, seen) => render(refusal, api, seen),
  });
  const ping = !api.routes.some(({ resource }) => resource === "/ping" || resource === "/sping");
  return front({ publicUrl: ports.publicUrl, answer, pages: ports.pages, ping, log: ports.log });
};

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
      return mock(integration);
  }
};

const noted = ({ effect, statement, cached, principalId, reason }: Decision, facts: Facts) =>
  Object.assign(facts, {
    principal: principalId,
    effect,
    statement: statement?.sid ?? statement?.index,
    cached,
    reason,
  });

const unprepared = ({ place }: Route): never => {
  throw new Error(`the route at ${place} has no integration`);
};
