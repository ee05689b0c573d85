import type { Answer, AnswerRequest } from "../answer.ts";
import type { Stage } from "../apis/stage.ts";
import type { ApiRequest } from "../request/client-request.ts";
import type { Route } from "./api.ts";
import { contextVariable } from "./context-variable.ts";
import type { Authorize, Exchange } from "./exchange.ts";
import type { Integrate } from "./integrations/integrate.ts";
import type { Mapped } from "./mapping/mapped.ts";
import { Refusal } from "./refusal.ts";
import { refusalOf } from "./refusal-of.ts";
import { refused } from "./refused.ts";
import type { Match } from "./routing/find-route.ts";
import type { Seen } from "./seen.ts";

/** The steps of a request, each bound to its share of the world by `assemble.ts`. */
export interface Steps {
  readonly stage: Stage;
  readonly match: (request: ApiRequest) => Match | null;
  /** Null for a request that is no preflight, or none for the API to answer. */
  readonly preflight: (request: ApiRequest) => Answer | null;
  /** Lets a request in by the limits of its route, its stage and its account. */
  readonly throttle: (route: Route) => void;
  readonly authorize: Authorize;
  readonly mapRequest: (exchange: Exchange) => Promise<Mapped>;
  readonly integrate: (route: Route) => Integrate;
  readonly mapResponse: (answer: Answer, route: Route, seen: Seen) => Answer;
  readonly finish: (answer: Answer, request: ApiRequest) => Answer;
}

/** match → preflight → throttle → authorize → map → integrate → map → respond, and nothing around them. */
export const pipeline =
  (steps: Steps): AnswerRequest =>
  async (request, abort, facts) => {
    let seen: Seen = { request, stage: steps.stage, steps: facts.steps, calls: facts.calls };
    facts.context = (variable) => contextVariable(variable, seen);
    try {
      // First the route: an unknown path costs no call of the authorizer, and an authorizer's event names the route.
      const match = steps.match(request);

      // Only where no route takes it: one that does decides by itself who may ask, with OPTIONS as with any method.
      if (!match) return steps.preflight(request) ?? unrouted(request);
      const asked = { request, stage: steps.stage, ...match };
      seen = { ...seen, ...asked };
      facts.route = match.route.routeKey;

      // Before the authorizer, which is to be spared as the backend is.
      steps.throttle(match.route);

      // Before anything that looks into the request: who may not ask learns nothing.
      const exchange = { ...asked, authorization: await steps.authorize(asked, facts) };
      seen = { ...seen, ...exchange };

      // After authorization, whose context it reads; it also takes away what a client may not say to a service.
      const mapped = await steps.mapRequest(exchange);

      // The path that was matched and authorized goes on byte for byte, unless a mapping says another one.
      const answer = await steps.integrate(match.route)(mapped, abort, facts.calls);

      // Once the backend has answered, by whose status the mappings are chosen.
      return steps.finish(steps.mapResponse(answer, match.route, seen), request);
    } catch (error) {
      // Last, in one place: an HTTP API says little about what went wrong, and always the same.
      const refusal = refusalOf(error);
      facts.log.refusal = refusal.type;
      facts.log.reason = refusal.reason;
      seen = { ...seen, refusal };
      return steps.finish(refused(refusal), request);
    }
  };

const unrouted = ({ method, path }: ApiRequest): never => {
  throw new Refusal("NOT_FOUND", `no route for ${method} ${path}`);
};
