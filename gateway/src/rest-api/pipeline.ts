import type { Route } from "./api.ts";
import type { Answer, Authorization, ClientRequest, Exchange, Stage } from "./exchange.ts";
import type { Integrate } from "./integrations/integrate.ts";
import type { Mapped } from "./mapping/mapped.ts";
import type { Seen } from "./mapping/seen.ts";
import { GatewayRefusal } from "./refusal.ts";

/** What the log says about a request: the route, who asked, what decided, and why it was refused. */
export type Facts = Record<string, unknown>;

/** The steps of a request, each bound to its share of the world by `app.ts`. */
export interface Steps {
  readonly stage: Stage;
  readonly match: (request: ClientRequest) => Pick<Exchange, "route" | "pathParameters">;
  /** Adds to the facts what was decided and why. */
  readonly authorize: (asked: Omit<Exchange, "authorization">, facts: Facts) => Promise<Authorization | null>;
  readonly validate: (exchange: Exchange) => void;
  readonly map: (exchange: Exchange) => Mapped;
  readonly integrate: (route: Route) => Integrate;
  readonly refuse: (refusal: GatewayRefusal, seen: Seen) => Answer;
}

/** Answers a request to the API. `facts` is filled on the way, so that it also says how far a request came. */
export type AnswerRequest = (request: ClientRequest, abort: AbortSignal, facts: Facts) => Promise<Answer>;

/** match → authorize → validate → map → integrate → respond, and nothing around them. */
export const pipeline =
  (steps: Steps): AnswerRequest =>
  async (request, abort, facts) => {
    let seen: Seen = { request, stage: steps.stage };
    try {
      // First the route: an unknown path costs no call of the authorizer, and an authorizer's event names the resource.
      const asked = { request, stage: steps.stage, ...steps.match(request) };
      seen = asked;
      facts.route = `${asked.route.method} ${asked.route.resource}`;

      // Before anything that depends on what the request holds: who may not ask learns nothing about what is missing.
      const exchange = { ...asked, authorization: await steps.authorize(asked, facts) };
      seen = exchange;

      // Before the integration: a backend is never asked with less than the operation declares.
      steps.validate(exchange);

      // After authorization, whose context it reads; it also takes away what a client may not say to a service.
      const mapped = steps.map(exchange);

      // The path that was matched and authorized is in `mapped` byte for byte; nothing has touched it since.
      return await steps.integrate(asked.route)(mapped, abort);
    } catch (error) {
      // Last, in one place, so that every refusal passes through the API's gateway responses.
      if (!(error instanceof GatewayRefusal)) throw error;
      facts.refusal = error.type;
      facts.reason = error.reason;
      return steps.refuse(error, seen);
    }
  };
