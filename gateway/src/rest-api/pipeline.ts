import type { Answer, AnswerRequest } from "../answer.ts";
import type { Stage } from "../apis/stage.ts";
import type { Facts } from "../facts/facts.ts";
import type { ApiRequest } from "../request/client-request.ts";
import type { Route } from "./api.ts";
import type { Authorization, Exchange } from "./exchange.ts";
import { seenInRefusal } from "./gateway-responses/seen-in-refusal.ts";
import { idHeaders } from "./id-headers.ts";
import type { Integrate } from "./integrations/integrate.ts";
import { contextVariable } from "./mapping/context-variable.ts";
import type { Mapped } from "./mapping/mapped.ts";
import type { Seen } from "./mapping/seen.ts";
import type { GatewayRefusal } from "./refusal.ts";
import { refusalOf } from "./refusal-of.ts";

/** The steps of a request, each bound to its share of the world by `assemble.ts`. */
export interface Steps {
  readonly stage: Stage;
  readonly match: (request: ApiRequest) => Pick<Exchange, "route" | "pathParameters" | "apiKey">;
  /** Adds to the facts what was decided and why, as `authorize` does. */
  readonly precheck: (asked: Omit<Exchange, "authorization">, facts: Facts) => void;
  readonly authorize: (asked: Omit<Exchange, "authorization">, facts: Facts) => Promise<Authorization | null>;
  /** The exchange with its API key, once that and the limits let it in. */
  readonly admit: (exchange: Exchange) => Promise<Exchange>;
  readonly validate: (exchange: Exchange) => Promise<void>;
  readonly map: (exchange: Exchange) => Promise<Mapped>;
  readonly integrate: (route: Route) => Integrate;
  readonly refuse: (refusal: GatewayRefusal, seen: Seen) => Answer;
}

/** match → precheck → authorize → admit → validate → map → integrate → respond, and nothing around them. */
export const pipeline =
  (steps: Steps): AnswerRequest =>
  async (request, abort, facts) => {
    let seen: Seen = { request, stage: steps.stage };
    facts.context = (variable) => contextVariable(variable, seen);
    try {
      // First the route: an unknown path costs no call of the authorizer, and an authorizer's event names the resource.
      const asked = { request, stage: steps.stage, ...steps.match(request) };
      seen = asked;
      facts.route = `${asked.route.method} ${asked.route.resource}`;

      // Before the authorizer: whom the API's resource policy denies costs no call of it.
      steps.precheck(asked, facts);

      // Before anything that depends on what the request holds: who may not ask learns nothing about what is missing.
      const authorized = { ...asked, authorization: await steps.authorize(asked, facts) };
      seen = authorized;

      // After the authorizer, which may be the one to name the API key; what is refused so far costs nobody's quota.
      const exchange = await steps.admit(authorized);
      seen = exchange;

      // Before the integration: a backend is never asked with less than the operation declares.
      await steps.validate(exchange);

      // After authorization, whose context it reads; it also takes away what a client may not say to a service.
      const mapped = await steps.map(exchange);

      // The path that was matched and authorized is in `mapped` byte for byte; nothing has touched it since.
      return named(request, await steps.integrate(asked.route)(mapped, abort, facts.calls));
    } catch (error) {
      // Last, in one place, so that every refusal passes through the API's gateway responses.
      const refusal = refusalOf(error);
      facts.log.refusal = refusal.type;
      facts.log.reason = refusal.reason;
      seen = seenInRefusal(refusal, seen);
      return named(request, steps.refuse(refusal, seen));
    }
  };

/** A backend's own copies of the ids were remapped before. What has no type is taken for JSON. */
const named = (request: ApiRequest, { status, headers, body }: Answer): Answer => {
  const isTyped = status === 304 || headers.some(([name]) => name.toLowerCase() === "content-type");
  const type = isTyped ? [] : [["Content-Type", "application/json"] as const];
  return { status, headers: [...headers, ...type, ...idHeaders(request)], body };
};
